<#
.SYNOPSIS
    Builds, tests and checks the module.
.DESCRIPTION
    Provides shortcuts for `dotnet build` and `dotnet test`, and the checks that need PowerShell.
    Runs in PowerShell 7 and Windows PowerShell 5.1. Stops with exit code 1 at the first task that fails.
.PARAMETER Task
    Specifies the tasks, which run in the given order. The default is Build.
    Build: builds everything and stages the module at out/Plannr.
    Test: runs all tests. The Pester tests run in the shell that PLANNR_TEST_SHELL specifies; by default, in the PowerShell that the restore downloads.
    Analyze: checks all scripts and the staged module with PSScriptAnalyzer.
    Coverage: runs all tests and fails if they cover less than 95% of the shipped lines.
    Docs: generates the help, docs/cmdlets and the lists of cmdlets, and fails if docs/cmdlets, README.md or Plannr.psd1 has uncommitted changes.
    Package: runs a release build and creates the package folder out/package/Plannr/<version> and the nupkg in out/package.
    TestPackage: publishes the nupkg to a folder, saves it from there to an empty folder, and runs the quick start with only that folder on the module
    path. Run Package first.
    Publish: publishes the nupkg. Run Package first.
.PARAMETER Configuration
    Specifies the configuration to build and test. The default is Debug.
.PARAMETER CertificateThumbprint
    Specifies a code-signing certificate in Cert:\CurrentUser\My or Cert:\LocalMachine\My, for Package to sign the module's own files. Windows only.
    By default, the files are not signed, and the package is reproducible.
.PARAMETER TimestampServer
    Specifies the timestamp server, so that signatures stay valid after the certificate expires.
.PARAMETER Repository
    Specifies the repository to publish to, as registered with Register-PSResourceRepository. The default is PSGallery.
.PARAMETER ApiKey
    Specifies the API key to publish with. The default is the environment variable PSGALLERY_API_KEY. A repository in a folder needs no key.
.EXAMPLE
    ./build.ps1 -Task Build, Test, Analyze
.EXAMPLE
    pwsh -File build.ps1 Test Analyze
    Runs two tasks from another shell. With -File, pwsh does not split 'Test,Analyze' at the comma.
.EXAMPLE
    ./build.ps1 -Task Package, Publish -CertificateThumbprint $thumbprint
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0, ValueFromRemainingArguments)]
    [ValidateSet('Build', 'Test', 'Analyze', 'Coverage', 'Docs', 'Package', 'TestPackage', 'Publish')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    [ValidatePattern('^[0-9A-Fa-f]{40}$')]
    [string] $CertificateThumbprint,

    [uri] $TimestampServer = 'http://timestamp.digicert.com',

    [string] $Repository = 'PSGallery',

    [string] $ApiKey = $env:PSGALLERY_API_KEY
)

Set-StrictMode -Version 3.0
$ErrorActionPreference = 'Stop'

$stagedModule = Join-Path $PSScriptRoot 'out/Plannr'
$packageFolder = Join-Path $PSScriptRoot 'out/package'
$analyzerVersion = '1.25.0'

function Invoke-DotNet([string[]] $ArgumentList) {
    if (-not (Get-Command dotnet -CommandType Application -ErrorAction Ignore)) {
        throw 'dotnet was not found on the path. Install the .NET 10 SDK: https://dotnet.microsoft.com/download.'
    }

    & dotnet @ArgumentList
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $ArgumentList failed with exit code $LASTEXITCODE."
    }
}

function Assert-Staged {
    if (-not (Test-Path -LiteralPath (Join-Path $stagedModule 'Plannr.psd1'))) {
        throw "There is no staged module at '$stagedModule'. Build it first: ./build.ps1 -Task Build"
    }
}

function Invoke-AnalyzeTask {
    Assert-Staged
    # The same version everywhere, because the rules differ between versions.
    if (-not (Get-Module -Name PSScriptAnalyzer -ListAvailable | Where-Object Version -EQ $analyzerVersion)) {
        throw "This task needs PSScriptAnalyzer $analyzerVersion. Install it: Install-Module PSScriptAnalyzer -RequiredVersion $analyzerVersion -Scope CurrentUser -Force"
    }

    Import-Module -Name PSScriptAnalyzer -RequiredVersion $analyzerVersion
    # The manifest is checked in the staged module, which contains the files that it refers to.
    $files = @(Get-ChildItem -Path $PSScriptRoot -Recurse -Include '*.ps1', '*.psd1' |
            Where-Object FullName -NotMatch '[\\/](out|bin|obj|\.git)[\\/]' |
            Where-Object Name -NE 'Plannr.psd1') + (Get-Item (Join-Path $stagedModule 'Plannr.psd1'))
    $settings = Join-Path $PSScriptRoot 'PSScriptAnalyzerSettings.psd1'
    $findings = @(
        $files | ForEach-Object { Invoke-ScriptAnalyzer -Path $_.FullName -Settings $settings }
        # The files that the Gallery checks, with its rules.
        Invoke-ScriptAnalyzer -Path $stagedModule -Recurse -Settings PSGallery
    )
    $findings | Format-Table -Property RuleName, Severity, ScriptName, Line, Message -Wrap | Out-String -Width 160 | Write-Output
    Write-Output "Analyze: files checked: $($files.Count), findings: $($findings.Count)"
    if ($findings.Count -gt 0) {
        throw 'PSScriptAnalyzer found problems.'
    }
}

function Invoke-CoverageTask([string] $Configuration) {
    $results = Join-Path $PSScriptRoot 'TestResults/coverage'
    if (Test-Path -LiteralPath $results) {
        Remove-Item -LiteralPath $results -Recurse
    }

    $before = $env:PLANNR_COVERAGE
    $env:PLANNR_COVERAGE = 'true'
    try {
        Invoke-DotNet -ArgumentList 'test', $PSScriptRoot, '--configuration', $Configuration
    }
    finally {
        $env:PLANNR_COVERAGE = $before
    }

    Invoke-DotNet -ArgumentList 'run', '--project', (Join-Path $PSScriptRoot 'tests/Plannr.CoverageGate'), '--', $results, '95', '--list'
}

function Invoke-DocsTask([string] $Configuration) {
    Invoke-DotNet -ArgumentList 'build', (Join-Path $PSScriptRoot 'src/Plannr.PowerShell'), '--configuration', $Configuration
    $changed = @(git -C $PSScriptRoot status --porcelain -- docs/cmdlets README.md Plannr.psd1)
    if ($LASTEXITCODE -ne 0) {
        throw 'git could not determine whether docs/cmdlets, README.md or Plannr.psd1 has changed.'
    }

    if ($changed.Count -gt 0) {
        $changed | Write-Output
        throw 'There are uncommitted changes in docs/cmdlets, README.md or Plannr.psd1. Review the changes and commit them.'
    }
}

function Get-SigningCertificate([string] $Thumbprint) {
    if (-not (Get-Command Set-AuthenticodeSignature -ErrorAction Ignore) -or -not (Test-Path 'Cert:\')) {
        throw 'Files can be signed only on Windows. To create an unsigned package, omit -CertificateThumbprint.'
    }

    $certificate = Get-Item -Path "Cert:\CurrentUser\My\$Thumbprint", "Cert:\LocalMachine\My\$Thumbprint" -ErrorAction Ignore |
        Where-Object HasPrivateKey |
        Select-Object -First 1
    if (-not $certificate) {
        throw "There is no certificate with the thumbprint $Thumbprint and a private key in Cert:\CurrentUser\My or Cert:\LocalMachine\My."
    }

    $certificate
}

function Invoke-Packager([string[]] $Step) {
    Invoke-DotNet -ArgumentList (@('run', '--project', (Join-Path $PSScriptRoot 'build/Plannr.Build'), '--configuration', 'Release', '--') + $Step +
        @((Join-Path $PSScriptRoot 'src/Plannr.Client/obj/project.assets.json'), $packageFolder))
}

function Invoke-PackageTask([string] $CertificateThumbprint, [uri] $TimestampServer) {
    # Before the build, so that a missing certificate is reported immediately.
    $certificate = if ($CertificateThumbprint) { Get-SigningCertificate -Thumbprint $CertificateThumbprint }

    # A release build in a separate folder, because the tests use out/Plannr.
    $release = Join-Path $PSScriptRoot 'out/release/Plannr'
    Invoke-DotNet -ArgumentList 'build', (Join-Path $PSScriptRoot 'src/Plannr.PowerShell'), '--configuration', 'Release', "-property:StagedModulePath=$release/"
    Invoke-Packager -Step layout, $release
    if ($certificate) {
        # Only the module's own files; the others are signed by their owners. The pack step computes the hashes in the bill of materials afterwards.
        $own = Get-ChildItem -Path (Join-Path $packageFolder 'Plannr') -Recurse -Include '*.psd1', '*.ps1xml', 'Plannr*.dll'
        $signatures = $own | Set-AuthenticodeSignature -Certificate $certificate -HashAlgorithm SHA256 -TimestampServer $TimestampServer
        $failed = @($signatures | Where-Object Status -NE 'Valid')
        if ($failed.Count -gt 0) {
            throw "Not signed: $($failed | ForEach-Object { "$($_.Path): $($_.StatusMessage)" })"
        }
    }

    Invoke-Packager -Step pack
}

function Invoke-TestPackageTask {
    Assert-PSResourceGet
    $repository = "plannr-package-$([guid]::NewGuid().ToString('n'))"
    $folder = Join-Path ([IO.Path]::GetTempPath()) $repository
    $published = Join-Path $folder 'published'
    $modules = Join-Path $folder 'modules'
    New-Item -ItemType Directory -Path $published, $modules | Out-Null
    try {
        Register-PSResourceRepository -Name $repository -Uri $published -Trusted
        Invoke-PublishTask -Repository $repository
        Save-PSResource -Name Plannr -Repository $repository -Path $modules -Prerelease

        # A separate process, because this one has other modules. It sets the path itself, because a shell adds folders to the path that it inherits.
        $quickstart = Join-Path $PSScriptRoot 'samples/Quickstart/quickstart.ps1'
        $script = "`$ErrorActionPreference = 'Stop'; `$env:PSModulePath = '$modules'; " +
        "& ([scriptblock]::Create([IO.File]::ReadAllText('$quickstart'))); (Get-Module Plannr).ModuleBase"
        # A PowerShell that was installed as a .NET tool runs in a dotnet process.
        $shell, $first = (Get-Process -Id $PID).Path, @()
        if ([IO.Path]::GetFileNameWithoutExtension($shell) -eq 'dotnet') {
            $first = @([Environment]::GetCommandLineArgs()[0])
        }

        $output = @(& $shell @first -NoProfile -NonInteractive -Command $script)
        $output | Write-Output
        $loaded = "$($output | Select-Object -Last 1)"
        if ($LASTEXITCODE -ne 0 -or -not $loaded.StartsWith((Join-Path $modules 'Plannr'))) {
            throw "The quick start did not run with the installed package (exit code $LASTEXITCODE)."
        }
    }
    finally {
        Unregister-PSResourceRepository -Name $repository -ErrorAction Ignore
        Remove-Item -LiteralPath $folder -Recurse -Force
    }
}

function Assert-PSResourceGet {
    $command = Get-Command Publish-PSResource -ErrorAction Ignore
    if (-not $command -or -not $command.Parameters.ContainsKey('NupkgPath')) {
        throw 'This task needs Microsoft.PowerShell.PSResourceGet 1.1 or later. Install it: Install-Module Microsoft.PowerShell.PSResourceGet -Scope CurrentUser'
    }
}

function Invoke-PublishTask([string] $Repository, [string] $ApiKey) {
    $package = @(Get-ChildItem -Path $packageFolder -Filter 'Plannr.*.nupkg' -ErrorAction Ignore)
    if ($package.Count -ne 1) {
        throw "Expected one package in '$packageFolder', but found $($package.Count). Create the package first: ./build.ps1 -Task Package"
    }

    Assert-PSResourceGet
    $target = Get-PSResourceRepository -Name $Repository -ErrorAction Stop
    if (-not $ApiKey -and -not $target.Uri.IsFile) {
        throw "Publishing to $Repository requires an API key. Set the environment variable PSGALLERY_API_KEY, or use -ApiKey."
    }

    # Publishes the nupkg. Publishing the folder would lose the tags that the Gallery uses to find a module by command.
    $publish = @{ NupkgPath = $package[0].FullName; Repository = $Repository }
    if ($ApiKey) {
        $publish.ApiKey = $ApiKey
    }

    Publish-PSResource @publish
    Write-Output "Published $($package[0].Name) to $Repository."
}

foreach ($name in $Task) {
    switch ($name) {
        'Build' { Invoke-DotNet -ArgumentList 'build', $PSScriptRoot, '--configuration', $Configuration }
        'Test' { Invoke-DotNet -ArgumentList 'test', $PSScriptRoot, '--configuration', $Configuration }
        'Analyze' { Invoke-AnalyzeTask }
        'Coverage' { Invoke-CoverageTask -Configuration $Configuration }
        'Docs' { Invoke-DocsTask -Configuration $Configuration }
        'Package' { Invoke-PackageTask -CertificateThumbprint $CertificateThumbprint -TimestampServer $TimestampServer }
        'TestPackage' { Invoke-TestPackageTask }
        'Publish' { Invoke-PublishTask -Repository $Repository -ApiKey $ApiKey }
    }
}
