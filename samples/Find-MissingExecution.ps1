<#
.SYNOPSIS
    Finds clients for whom an automation should have run but did not.
.DESCRIPTION
    Compares the clients created since a given time with the executions of an automation since then, and returns the clients without an execution.
    Clients whose execution failed are not returned: to find those, use Get-PlannrAutomationExecution -WithError.

    Run Connect-Plannr first.
.PARAMETER Name
    Specifies the name of the automation. Wildcards are permitted.
.PARAMETER CreatedAfter
    Checks clients created at or after this time. By default, clients created in the last 30 days are checked.
.PARAMETER GraceMinutes
    Specifies how many minutes the automation may take to start after a client is created. The default is 60. Newer clients are not returned.
.PARAMETER Connection
    Specifies the name of the connection. By default, the default connection is used.
.OUTPUTS
    Plannr.Account
.EXAMPLE
    Connect-Plannr -Demo
    ./Find-MissingExecution.ps1 -Name 'Send client welcome pack*' -CreatedAfter (Get-Date).AddYears(-3)

    Lists the clients for whom the welcome-pack automation did not run.
.EXAMPLE
    ./Find-MissingExecution.ps1 -Name 'Onboarding*' | New-PlannrTask -Name 'Start the onboarding'

    Creates a task for each client for whom the onboarding did not run.
.LINK
    about_Plannr_Scripting
#>
#Requires -Version 5.1
#Requires -Modules Plannr
[CmdletBinding()]
[OutputType('Plannr.Account')]
param(
    [Parameter(Mandatory)]
    [string] $Name,

    # Has no type, because the cmdlet reads 01/11/2026 in the format of your culture, but [datetime] would read it in US format.
    $CreatedAfter = [datetimeoffset]::Now.AddDays(-30),

    [ValidateRange(0, 100000)]
    [int] $GraceMinutes = 60,

    [string] $Connection
)

$ErrorActionPreference = 'Stop'
$which = @{}
if ($Connection) { $which.Connection = $Connection }

$had = New-Object System.Collections.Generic.HashSet[guid]
Get-PlannrAutomationExecution -Name $Name -After $CreatedAfter @which | ForEach-Object { if ($_.AccountUuid) { $null = $had.Add($_.AccountUuid) } }
Get-PlannrAccount -Type client -CreatedAfter $CreatedAfter -CreatedBefore ([datetimeoffset]::Now.AddMinutes(-$GraceMinutes)) @which |
    Where-Object { -not $had.Contains($_.Uuid) }
