<#
.SYNOPSIS
    Waits until a client's onboarding has run, and gives the run, so that the next thing can be done.
.DESCRIPTION
    Looks for the newest run of an automation for a client. One that was only just triggered may not be there yet, so it is looked for a while.
    Then the script waits for its end. A run that ends with an error or otherwise than completed, does not end in time or never appears is an
    error of the script: what stands after it in a pipeline is not done then.

    Give -After where the client may have had such a run before: else an older one is taken for the new.

    Connect first.
.PARAMETER ClientUuid
    The client.
.PARAMETER Name
    The name of the automation. Wildcards are possible.
.PARAMETER After
    Runs that were created at this time or later: just before the onboarding was triggered. All, without it.
.PARAMETER TimeoutSec
    How many seconds the run may take.
.PARAMETER AppearSec
    How many seconds to look for a run that is not there yet.
.PARAMETER Connection
    The name of the connection. The default one without it.
.OUTPUTS
    Plannr.AutomationExecution
.EXAMPLE
    Connect-Plannr -Demo
    $run = Get-PlannrAutomationExecution -Name 'Onboarding*' -Status completed | Where-Object { -not $_.HasError } | Select-Object -First 1
    $client = $run.AccountUuid
    ./Wait-Onboarding.ps1 -ClientUuid $client | ForEach-Object { "Welcome, $($_.AccountName)" }

    Goes on when the client is ready.
.EXAMPLE
    $start = [datetimeoffset]::Now
    # Here the onboarding is triggered, in Plannr or by a request.
    try { $run = ./Wait-Onboarding.ps1 -ClientUuid $client -After $start -TimeoutSec 1800 } catch { "Not done: $_" }

    Waits for the run that was triggered just now, and handles the case that it does not end well.
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

    # Without a type: the cmdlet reads 01/11/2026 as your culture does, [datetime] in a script as in the US.
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
        throw "No run of '$Name' for the client $ClientUuid has appeared in $AppearSec s."
    }
    Start-Sleep -Seconds 5
}

$run = Wait-PlannrAutomationExecution $run.Uuid -TimeoutSec $TimeoutSec -IncludeAccount @which
if ($run.HasError -or -not [Plannr.AutomationStatus]::IsCompleted($run.Status)) {
    throw "The run $($run.Uuid) of '$($run.Name)' ended as $($run.Status): $($run.Errors -join '; ')"
}
$run
