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

# No escape sequences in a pipe or a file.
if ([Console]::IsOutputRedirected) {
    $PSStyle.OutputRendering = 'PlainText'
}

# The shell was started with -NoExit, so the exit code has to be set through the host.
$exitCode = 1
try {
    & "$PSScriptRoot/quickstart.ps1" -ModulePath $ModulePath
    $exitCode = 0
}
finally {
    $Host.SetShouldExit($exitCode)
}
