<#
.SYNOPSIS
    Shows the main uses of the Plannr module with the demo, without a token or a network.
.DESCRIPTION
    Connects to the demo, gets automation executions, and shows the steps that failed and why.
    To use your own data, replace Connect-Plannr -Demo with
        Connect-Plannr -AccessToken (Read-Host 'Access token' -AsSecureString) -AccountUuid <UUID of your account>
    and replace the UUIDs with those of your own executions.
#>
param([string] $ModulePath = 'Plannr')

$ErrorActionPreference = 'Stop'

Import-Module $ModulePath
Connect-Plannr -Demo

# Get executions by UUID, and show the table.
$uuids = @(
    '82f16694-dbe3-4787-bd57-ab9eec12b43f'
    '0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c20'
    '0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c45'
    '0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff'
)
$executions = $uuids | Get-PlannrAutomationExecution -IncludeAccount
$executions | Out-Default

# Which steps failed, in which execution? A step can be 'completed' and still contain an error.
$executions | ForEach-Object Steps | Where-Object HasError | Out-Default

# For which client, and why?
foreach ($execution in $executions | Where-Object HasError) {
    "$($execution.Name), for $($execution.AccountName):"
    foreach ($message in $execution.Errors) {
        "  - $message"
    }
}

Disconnect-Plannr
