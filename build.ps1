<#
.SYNOPSIS
    Builds, tests and checks the module.
.DESCRIPTION
    For people who have PowerShell: thin shortcuts for what `dotnet build` and `dotnet test` do without it, and the checks that need a shell.
    Runs in PowerShell 7 and in Windows PowerShell 5.1. Stops at the first task that fails, with exit code 1.
.PARAMETER Task
    Build: builds everything and stages the importable module at out/Plannr.
    Test: runs the xUnit tests.
    Pester: runs tests/Pester against the staged module in this PowerShell.
    Analyze: checks all scripts and the staged manifest with PSScriptAnalyzer.
    Several are run in the order given.
.PARAMETER Configuration
    The configuration to build and test.
.PARAMETER ResultFile
    Where Pester writes a result file as well. Without it there is none.
.PARAMETER ResultFormat
    The format of the result file.
.EXAMPLE
    ./build.ps1 -Task Build, Test, Pester, Analyze
.EXAMPLE
    pwsh -File build.ps1 Pester Analyze
    From another shell, where PowerShell takes no lists.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0, ValueFromRemainingArguments)]
    [ValidateSet('Build', 'Test', 'Pester', 'Analyze')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    [string] $ResultFile,

    [ValidateSet('NUnitXml', 'NUnit2.5', 'NUnit3', 'JUnitXml')]
    [string] $ResultFormat = 'NUnitXml'
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$stagedModule = Join-Path $PSScriptRoot 'out/Plannr'

function Invoke-DotNet([string[]] $ArgumentList) {
    if (-not (Get-Command dotnet -CommandType Application -ErrorAction Ignore)) {
        throw 'There is no dotnet on the path. Install the .NET 10 SDK: https://dotnet.microsoft.com/download.'
    }

    & dotnet @ArgumentList
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $ArgumentList failed with exit code $LASTEXITCODE."
    }
}

function Import-Tool([string] $Name, [version] $MinimumVersion) {
    $installed = Get-Module -Name $Name -ListAvailable | Where-Object Version -GE $MinimumVersion
    if (-not $installed) {
        # Windows PowerShell ships a Pester 3 that is signed by another publisher.
        throw "This task needs $Name $MinimumVersion or later. Install it: " +
        "Install-Module $Name -MinimumVersion $MinimumVersion -Scope CurrentUser -Force -SkipPublisherCheck"
    }

    Import-Module -Name $Name -MinimumVersion $MinimumVersion
}

function Assert-Staged {
    if (-not (Test-Path -LiteralPath (Join-Path $stagedModule 'Plannr.psd1'))) {
        throw "There is no staged module at '$stagedModule'. Build it first: ./build.ps1 -Task Build"
    }
}

function Invoke-PesterTask([string] $ResultFile, [string] $ResultFormat) {
    Assert-Staged
    Import-Tool -Name Pester -MinimumVersion 5.3.0
    $pester = New-PesterConfiguration
    $pester.Run.Path = Join-Path $PSScriptRoot 'tests/Pester'
    $pester.Run.PassThru = $true
    if ($ResultFile) {
        $pester.TestResult.Enabled = $true
        $pester.TestResult.OutputPath = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($ResultFile)
        $pester.TestResult.OutputFormat = $ResultFormat
    }

    # The tests are to see what users see, not this script's settings.
    Set-StrictMode -Off
    $ErrorActionPreference = 'Continue'
    $result = Invoke-Pester -Configuration $pester
    $ErrorActionPreference = 'Stop'
    # A file that can't be read has no tests, and a block that fails as it ends has none that failed.
    $failed = $result.FailedCount + $result.FailedContainersCount
    if ($failed -eq 0 -and ($result.Result -ne 'Passed' -or $result.PassedCount -eq 0)) {
        $failed = 1
    }

    Write-Output "Pester: $($result.PassedCount) passed, $failed failed"
    if ($failed -gt 0) {
        throw 'Pester: not all tests passed.'
    }
}

function Invoke-AnalyzeTask {
    Assert-Staged
    Import-Tool -Name PSScriptAnalyzer -MinimumVersion 1.21.0
    # The manifest is checked where the files lie that it refers to.
    $files = @(Get-ChildItem -Path $PSScriptRoot -Recurse -Include '*.ps1', '*.psd1' |
            Where-Object FullName -NotMatch '[\\/](out|bin|obj|\.git)[\\/]' |
            Where-Object Name -NE 'Plannr.psd1') + (Get-Item (Join-Path $stagedModule 'Plannr.psd1'))
    $settings = Join-Path $PSScriptRoot 'PSScriptAnalyzerSettings.psd1'
    $findings = @($files | ForEach-Object { Invoke-ScriptAnalyzer -Path $_.FullName -Settings $settings })
    $findings | Format-Table -Property RuleName, Severity, ScriptName, Line, Message -Wrap | Out-String -Width 160 | Write-Output
    Write-Output "Analyze: $($files.Count) files, $($findings.Count) findings"
    if ($findings.Count -gt 0) {
        throw 'PSScriptAnalyzer: there are findings.'
    }
}

foreach ($name in $Task) {
    switch ($name) {
        'Build' { Invoke-DotNet -ArgumentList 'build', $PSScriptRoot, '--configuration', $Configuration }
        'Test' { Invoke-DotNet -ArgumentList 'test', $PSScriptRoot, '--configuration', $Configuration }
        'Pester' { Invoke-PesterTask -ResultFile $ResultFile -ResultFormat $ResultFormat }
        'Analyze' { Invoke-AnalyzeTask }
    }
}
