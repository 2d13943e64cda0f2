# Started by "dotnet run": runs the quick start or, with --shell, opens a shell that is connected to the demo.
param([Parameter(Mandatory)] [string] $ModulePath, [switch] $Shell)

if ($Shell) {
    Import-Module $ModulePath
    Connect-Plannr -Demo
    Write-Host "PowerShell $($PSVersionTable.PSVersion) with the Plannr module, connected to its demo. Try:"
    Write-Host '  Get-PlannrAutomationExecution -First 9'
    Write-Host '  Get-PlannrAutomationStep -WithError'
    Write-Host '  Get-Help Get-PlannrAutomationExecution -Examples'
    Write-Host 'Type exit to leave.'
    return
}

# A pipe or a file gets no escape sequences.
if ([Console]::IsOutputRedirected) {
    $PSStyle.OutputRendering = 'PlainText'
}

# The shell was started with -NoExit.
$exitCode = 1
try {
    & "$PSScriptRoot/quickstart.ps1" -ModulePath $ModulePath
    $exitCode = 0
}
finally {
    $Host.SetShouldExit($exitCode)
}
