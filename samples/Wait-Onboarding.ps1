<#
.SYNOPSIS
    Waits for a client's onboarding to finish and returns the execution.
.DESCRIPTION
    Finds the newest execution of an automation for a client and waits for it to finish. If the automation was only just triggered, the execution may
    not exist yet, so the script polls until it appears. If the execution never appears, does not finish in time, contains an error or ends in any
    status other than completed, the script throws an error, so that the rest of the pipeline does not run.

    If the client may have had such an execution before, use -After. Otherwise, the script may return the older execution.

    Run Connect-Plannr first.
.PARAMETER ClientUuid
    Specifies the UUID of the client.
.PARAMETER Name
    Specifies the name of the automation. Wildcards are permitted.
.PARAMETER After
    Considers only executions created at or after this time, such as a time just before the onboarding was triggered. By default, all are considered.
.PARAMETER TimeoutSec
    Specifies how many seconds to wait for the execution to finish.
.PARAMETER AppearSec
    Specifies how many seconds to wait for the execution to appear.
.PARAMETER Connection
    Specifies the name of the connection. By default, the default connection is used.
.OUTPUTS
    Plannr.AutomationExecution
.EXAMPLE
    Connect-Plannr -Demo
    $run = Get-PlannrAutomationExecution -Name 'Onboarding*' -Status completed | Where-Object { -not $_.HasError } | Select-Object -First 1
    $client = $run.AccountUuid
    ./Wait-Onboarding.ps1 -ClientUuid $client | ForEach-Object { "Welcome, $($_.AccountName)" }

    Continues when the onboarding has finished.
.EXAMPLE
    $start = [datetimeoffset]::Now
    # Trigger the onboarding here, in Plannr or with a request.
    try { $run = ./Wait-Onboarding.ps1 -ClientUuid $client -After $start -TimeoutSec 1800 } catch { "Not done: $_" }

    Waits for the execution that was just triggered, and handles errors.
.LINK
    about_Plannr_Automation
#>
#Requires -Version 5.1
#Requires -Modules Plannr
[CmdletBinding()]
[OutputType('Plannr.AutomationExecution')]
param(
    [Parameter(Mandatory)]
    [guid] $ClientUuid,

    [string] $Name = '*onboarding*',

    # Has no type, because the cmdlet reads 01/11/2026 in the format of your culture, but [datetime] would read it in US format.
    $After,

    [ValidateRange(1, 86400)]
    [int] $TimeoutSec = 600,

    [ValidateRange(0, 3600)]
    [int] $AppearSec = 60,

    [string] $Connection
)

$ErrorActionPreference = 'Stop'
$which = @{}
if ($Connection) { $which.Connection = $Connection }
$since = @{}
if ($PSBoundParameters.ContainsKey('After')) { $since.After = $After }

$end = [datetime]::UtcNow.AddSeconds($AppearSec)
while (-not ($run = Get-PlannrAutomationExecution -ClientUuid $ClientUuid -Name $Name -First 1 @since @which)) {
    if ([datetime]::UtcNow -ge $end) {
        throw "No execution of '$Name' for the client $ClientUuid appeared within $AppearSec s."
    }
    Start-Sleep -Seconds 5
}

$run = Wait-PlannrAutomationExecution $run.Uuid -TimeoutSec $TimeoutSec -IncludeAccount @which
if ($run.HasError -or -not [Plannr.AutomationStatus]::IsCompleted($run.Status)) {
    throw "The execution $($run.Uuid) of '$($run.Name)' ended with the status $($run.Status)$(if ($run.Errors.Count -gt 0) { ": $($run.Errors -join '; ')" } else { '.' })"
}
$run
