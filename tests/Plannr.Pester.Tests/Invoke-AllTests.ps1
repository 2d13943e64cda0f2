# Runs all Pester tests and writes their results to a JSON file. Runs in PowerShell 7 and in Windows PowerShell 5.1.
param(
    [Parameter(Mandatory)] [string] $PesterPath,
    [Parameter(Mandatory)] [string] $TestPath,
    [Parameter(Mandatory)] [string] $ResultPath
)

$ErrorActionPreference = 'Stop'
Import-Module -Name $PesterPath
$configuration = New-PesterConfiguration
$configuration.Run.Path = $TestPath
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'

# The tests see PowerShell's default preferences, as users do.
$ErrorActionPreference = 'Continue'
$run = Invoke-Pester -Configuration $configuration
$ErrorActionPreference = 'Stop'

function Get-Row([string] $File, [string] $Name, [string] $Result, [object[]] $ErrorRecord) {
    [pscustomobject]@{
        File    = Split-Path -Path $File -Leaf
        Name    = $Name
        Result  = $Result
        Message = @($ErrorRecord | ForEach-Object { $_.DisplayErrorMessage; $_.DisplayStackTrace }) -join "`n"
    }
}

# A file that can't be parsed, or a block whose setup or teardown fails, may have no failed test.
$rows = @(
    $run.Tests | ForEach-Object { Get-Row $_.Block.BlockContainer.Item $_.ExpandedPath "$($_.Result)" $_.ErrorRecord }
    $run.FailedBlocks | ForEach-Object { Get-Row $_.BlockContainer.Item "$($_.ExpandedPath) (block)" 'Failed' $_.ErrorRecord }
    $run.FailedContainers | ForEach-Object { Get-Row $_.Item '(file)' 'Failed' $_.ErrorRecord }
)
[System.IO.File]::WriteAllText($ResultPath, (ConvertTo-Json -InputObject $rows))
