<#
.SYNOPSIS
    Finds clients for whom an automation should have run but did not.
.DESCRIPTION
    Compares the clients created since a time with the executions of an automation since then, and returns the clients without one. An execution
    that failed counts as one: Get-PlannrAutomationExecution -WithError finds those.

    Run Connect-Plannr first.
.PARAMETER Name
    Specifies the name of the automation. Wildcards are permitted.
.PARAMETER CreatedAfter
    Checks clients created at or after this time. By default, those of the last 30 days are checked.
.PARAMETER GraceMinutes
    Specifies how many minutes after the creation of a client the automation may take to start. The default is 60. Newer clients are not reported.
.PARAMETER Connection
    Specifies the name of the connection. By default, the default connection.
.OUTPUTS
    Plannr.Account
.EXAMPLE
    Connect-Plannr -Demo
    ./Find-MissingExecution.ps1 -Name 'Send client welcome pack*' -CreatedAfter (Get-Date).AddYears(-3)

    Lists the clients who did not receive a welcome pack.
.EXAMPLE
    ./Find-MissingExecution.ps1 -Name 'Onboarding*' | New-PlannrTask -Name 'Start the onboarding'

    Creates a task for each client without onboarding.
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

    # Has no type, because the cmdlet reads 01/11/2026 in the format of your culture, and [datetime] in US format.
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
