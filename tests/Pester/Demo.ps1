# Each test file dot-sources this in BeforeAll. It imports the module, names executions of the demo that do not change during the tests, and connects to the demo.
# If the variable PLANNR_TEST_MODULE is set, it specifies the folder of the module. Otherwise, the staged module is used.
$moduleFolder = if ($env:PLANNR_TEST_MODULE) { $env:PLANNR_TEST_MODULE } else { Join-Path $PSScriptRoot '../../out/Plannr' }
$modulePath = [System.IO.Path]::GetFullPath((Join-Path $moduleFolder 'Plannr.psd1'))
if (-not (Test-Path -LiteralPath $modulePath)) {
    throw "There is no module at '$modulePath'. Build it first: dotnet build."
}

Import-Module $modulePath

# The command and first arguments that start this shell again. A PowerShell installed as a .NET tool runs in dotnet.
$shell, $shellArguments = (Get-Process -Id $PID).Path, @()
if ([System.IO.Path]::GetFileNameWithoutExtension($shell) -eq 'dotnet') {
    $shellArguments = @([System.Environment]::GetCommandLineArgs()[0])
}

$demo = @{
    # The sample execution in the API reference.
    Sample          = '82f16694-dbe3-4787-bd57-ab9eec12b43f'
    # The second step failed with two messages.
    Failed          = '0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff'
    # The client's name contains a comma.
    Comma           = 'd2322be4-c4b4-5e2c-b31a-6bb0a405ffd0'
    # The client's name is written in Chinese.
    Chinese         = '2b5119f5-10d2-537f-b5d7-c1f70a69f134'
    Cancelled       = '4956fbd6-e1c4-5047-aa5b-cdad0ea55b36'
    # The last step's info has three lines and quotation marks.
    SeveralLines    = '71fa3b04-baaa-5a0e-a88c-a049eab44e95'
    # All steps are completed, but one reports an error.
    CompletedFaulty = '771fcad3-bee9-53b8-8f56-77843729ba9a'
    Completed       = '47a7e4e1-bf1c-578b-aa9b-ae9e1d688869'
}
$demoUuids = [guid[]]@(
    $demo.Sample, $demo.Failed, $demo.Comma, $demo.Chinese, $demo.Cancelled, $demo.SeveralLines, $demo.CompletedFaulty, $demo.Completed
)
$missingUuid = [guid]'00000000-0000-4000-8000-00000000dead'

Connect-Plannr -Demo
