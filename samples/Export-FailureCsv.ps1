<#
.SYNOPSIS
    Writes the steps that failed in a range of dates to a CSV file.
.DESCRIPTION
    One row a step, with its run and client. Excel reads ExecutedAt as a date, in every culture; it is in UK time. Where nothing failed, the file has its headings and
    no row: whatever reads it finds a file each time, and never yesterday's.

    Connect first.
.PARAMETER Path
    The file to write. One that is there is replaced.
.PARAMETER After
    Runs that were created at this time or later.
.PARAMETER Before
    Runs that were created before this time. Without it, up to now.
.PARAMETER ForSpreadsheet
    Puts an apostrophe before text that a spreadsheet would run as a formula. The file is then for people, not for Import-Csv.
.PARAMETER Connection
    The names of the connections. The default one without it. Each row has that of its run in ConnectionName.
.OUTPUTS
    System.IO.FileInfo
.EXAMPLE
    Connect-Plannr -Demo
    ./Export-FailureCsv.ps1 -Path failures.csv -After 2026-05-01 -Before 2026-06-01

    The failures of May.
.EXAMPLE
    ./Export-FailureCsv.ps1 -Path week.csv -After (Get-Date).AddDays(-7) -ForSpreadsheet | Invoke-Item

    Opens those of the last seven days in the spreadsheet program.
.LINK
    about_Plannr_Automation
#>
#Requires -Version 5.1
#Requires -Modules Plannr
[CmdletBinding()]
[OutputType([System.IO.FileInfo])]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    # Without a type: the cmdlet reads 01/11/2026 as your culture does, [datetime] in a script as in the US.
    [Parameter(Mandatory)]
    $After,

    $Before,

    [switch] $ForSpreadsheet,

    [string[]] $Connection
)

$ErrorActionPreference = 'Stop'
$which = @{ After = $After }
if ($PSBoundParameters.ContainsKey('Before')) { $which.Before = $Before }
if ($Connection) { $which.Connection = $Connection }

# The letters of all languages, for Excel too: Windows PowerShell calls UTF-8 with a byte order mark by another name.
$encoding = if ($PSVersionTable.PSVersion.Major -ge 6) { 'utf8BOM' } else { 'UTF8' }
$columns = [Plannr.AutomationStepRow].GetProperties() | ForEach-Object Name

# All rows first: where the server fails on the way, the file that is there stays as it was.
$rows = @(Get-PlannrAutomationStep -WithError @which | Select-Object -Property $columns)
if ($ForSpreadsheet) {
    foreach ($row in $rows) {
        foreach ($cell in $row.PSObject.Properties) {
            if ($cell.Value -is [string] -and $cell.Value -match '^\s*[=+\-@]') {
                $cell.Value = "'" + $cell.Value
            }
        }
    }
}

if ($rows.Count -gt 0) {
    $rows | Export-Csv -LiteralPath $Path -NoTypeInformation -Encoding $encoding
}
else {
    '"' + ($columns -join '","') + '"' | Set-Content -LiteralPath $Path -Encoding $encoding
}

Get-Item -LiteralPath $Path
