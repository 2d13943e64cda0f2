# Does what a user does with the package, in a PowerShell process that starts without installed modules. Each step emits one object.
param(
    [Parameter(Mandatory)] [string] $OlderPackage,
    [Parameter(Mandatory)] [string] $Package,
    [Parameter(Mandatory)] [string] $Folder,
    [Parameter(Mandatory)] [string] $QuickStart
)

$ErrorActionPreference = 'Stop'
$WarningPreference = 'Stop'

function Write-Step([string] $Name, [object[]] $Value) { [pscustomobject]@{ Step = $Name; Values = @($Value | Where-Object { $null -ne $_ } | ForEach-Object { "$_" }) } }

$repository = New-Item -ItemType Directory -Path (Join-Path $Folder 'published')
Register-PSResourceRepository -Name Local -Uri $repository.FullName -Trusted
$local = @{ Repository = 'Local' }
$steps = @(
    Publish-PSResource -NupkgPath $OlderPackage @local
    Install-PSResource -Name Plannr @local
    Write-Step 'installed' (Get-InstalledPSResource -Name Plannr).Version

    Publish-PSResource -NupkgPath $Package @local
    Write-Step 'found by name' (Find-PSResource -Name Plannr @local).Version
    Write-Step 'found by tag' (Find-PSResource -Tag FinancialAdvice @local).Name
    Update-PSResource -Name Plannr @local
    Write-Step 'updated' ((Get-InstalledPSResource -Name Plannr).Version | Sort-Object)

    $manifest = Get-Module -Name Plannr -ListAvailable | Sort-Object Version -Descending | Select-Object -First 1
    Write-Step 'manifest' (Test-ModuleManifest -Path $manifest.Path).Version

    $saved = New-Item -ItemType Directory -Path (Join-Path $Folder 'saved')
    Save-PSResource -Name Plannr -Path $saved.FullName @local
    Write-Step 'saved' (Get-ChildItem -LiteralPath (Join-Path $saved.FullName 'Plannr')).Name

    # In a new process, like a user who opens a shell.
    $shell = @([Environment]::GetCommandLineArgs()[0], '-NoProfile', '-NonInteractive', '-Command')
    $lines = & (Get-Process -Id $PID).Path @shell "& ([scriptblock]::Create([IO.File]::ReadAllText('$QuickStart'))); (Get-Module Plannr).ModuleBase"
    Write-Step 'quick start' (@($LASTEXITCODE) + $lines)
    Write-Step 'loaded from' $lines[-1]

    Uninstall-PSResource -Name Plannr -Version '*'
    Write-Step 'uninstalled' (Get-Module -Name Plannr -ListAvailable).Version
)
ConvertTo-Json -InputObject $steps
