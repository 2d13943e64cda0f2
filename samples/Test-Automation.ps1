<#
.SYNOPSIS
    Says by its exit code whether automations failed, for a scheduler or a monitoring system.
.DESCRIPTION
    Connects, looks at the runs of the last hours, writes a line for each with an error, and ends with an exit code:

    0  no run failed, and no step reported an error
    2  it could not be found out: no connection, a refused token, a server that fails
    3  some failed; they are listed

    1 is PowerShell's own, where the script did not even begin: a wrong argument, a script that is not there. Tell 1 and 2 from 3: a monitor that
    can't look must not report that all is well, nor that an automation has failed.

    Run it with -NonInteractive and -File, so that nothing waits for a person and the exit code is the script's.
.PARAMETER Hours
    How many hours back to look.
.PARAMETER SecretName
    The secret with the token, in a vault of Microsoft.PowerShell.SecretManagement. Without it PLANNR_ACCESS_TOKEN is used.
.PARAMETER VaultName
    The vault of the secret.
.PARAMETER Demo
    Looks at the demo in place of Plannr, to try the script.
.OUTPUTS
    System.String
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File Test-Automation.ps1 -Demo

    Tries it: the demo has runs that failed, so the exit code is 3.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File Test-Automation.ps1 -SecretName plannr -Hours 24

    In a scheduled task.
.LINK
    about_Plannr_Scripting
#>
#Requires -Version 5.1
[CmdletBinding(DefaultParameterSetName = 'Environment')]
[OutputType([string])]
param(
    [ValidateRange(1, 8760)]
    [int] $Hours = 24,

    [Parameter(Mandatory, ParameterSetName = 'Vault')]
    [string] $SecretName,

    [Parameter(ParameterSetName = 'Vault')]
    [string] $VaultName,

    [Parameter(Mandatory, ParameterSetName = 'Demo')]
    [switch] $Demo
)

$ErrorActionPreference = 'Stop'
$name = "Test-Automation $PID"
try {
    if (-not (Get-Module Plannr)) {
        Import-Module Plannr
    }
    $how = @{ Name = $name }
    foreach ($parameter in 'SecretName', 'VaultName', 'Demo') {
        if ($PSBoundParameters.ContainsKey($parameter)) { $how.$parameter = $PSBoundParameters[$parameter] }
    }

    # Without a token Connect-Plannr would ask for it.
    if ($how.Count -eq 1 -and -not $env:PLANNR_ACCESS_TOKEN) {
        throw 'PLANNR_ACCESS_TOKEN is not set. Set it, or give -SecretName.'
    }
    Connect-Plannr @how
    try {
        $failed = @(Get-PlannrAutomationExecution -UpdatedAfter ([datetimeoffset]::Now.AddHours(-$Hours)) -WithError -Connection $name)
    }
    finally {
        Disconnect-Plannr $name
    }
}
catch {
    "Could not look: $_"
    exit 2
}

foreach ($run in $failed) {
    "$($run.Status)`t$($run.Name)`t$($run.AccountName)`t$(($run.Errors -join '; ') -replace '\s+', ' ')`t$($run.Uuid)"
}

if ($failed.Count -gt 0) { exit 3 }
"No errors in the last $Hours h."
exit 0
