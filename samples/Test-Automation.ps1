<#
.SYNOPSIS
    Returns an exit code that shows whether automations failed, for a scheduler or a monitoring system.
.DESCRIPTION
    Connects, gets the executions that changed in the period set by -Hours, writes a line for each execution with an error, and returns an exit code:

    0  no execution failed, and no step reported an error
    2  the check itself failed, for example because of a missing or rejected token, a network problem or a server error
    3  executions failed or their steps reported errors; the output lists the executions

    PowerShell itself returns 1 if the script could not start, for example because of an invalid argument, and another code for a wrong path (64 in
    PowerShell 7). Treat 3 as failed automations, and every code except 0 and 3 as a problem with the monitoring.

    Run the script with -NonInteractive and -File, so that it never waits for input and PowerShell returns its exit code.
.PARAMETER Hours
    Specifies how many hours back to search.
.PARAMETER SecretName
    Specifies the secret with the token, in a vault of Microsoft.PowerShell.SecretManagement. By default, the environment variable PLANNR_ACCESS_TOKEN is used.
.PARAMETER VaultName
    Specifies the vault with the secret. By default, all registered vaults are searched.
.PARAMETER Demo
    Uses the demo instead of Plannr, to try the script.
.OUTPUTS
    System.String
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File Test-Automation.ps1 -Demo

    Tries the script. The demo has failed executions, so the exit code is 3.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File Test-Automation.ps1 -SecretName plannr -Hours 24

    Runs in a scheduled task.
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

    # Without a token, Connect-Plannr would prompt for one.
    if ($how.Count -eq 1 -and -not $env:PLANNR_ACCESS_TOKEN) {
        throw 'PLANNR_ACCESS_TOKEN is not set. Set it, or use -SecretName.'
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
    "Could not check: $_"
    exit 2
}

foreach ($run in $failed) {
    "$($run.Status)`t$($run.Name)`t$($run.AccountName)`t$(($run.Errors -join '; ') -replace '\s+', ' ')`t$($run.Uuid)"
}

if ($failed.Count -gt 0) { exit 3 }
"No errors in the last $Hours h."
exit 0
