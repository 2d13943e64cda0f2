<#
.SYNOPSIS
    Exports the failed steps of executions created in a date range to a CSV file.
.DESCRIPTION
    Writes one row per step, with its execution and client. ExecutedAt is in UK time, and Excel reads it as a date in every culture. If nothing
    failed, the file contains only the headers, so that a program that reads it never finds old data.

    Run Connect-Plannr first.
.PARAMETER Path
    Specifies the file. An existing file is replaced.
.PARAMETER After
    Includes executions created at or after this time.
.PARAMETER Before
    Includes executions created before this time. By default, there is no end time.
.PARAMETER ForSpreadsheet
    Puts an apostrophe before text that a spreadsheet would run as a formula. Use this parameter for files that people open, but not for files that
    Import-Csv reads.
.PARAMETER Connection
    Specifies the names of the connections. By default, the default connection is used. The ConnectionName column contains the connection of each row.
.OUTPUTS
    System.IO.FileInfo
.EXAMPLE
    Connect-Plannr -Demo
    ./Export-FailureCsv.ps1 -Path failures.csv -After 2026-05-01 -Before 2026-06-01

    Exports the failures of executions created in May.
.EXAMPLE
    ./Export-FailureCsv.ps1 -Path week.csv -After (Get-Date).AddDays(-7) -ForSpreadsheet | Invoke-Item

    Exports the failures of executions created in the last seven days and opens the file in the spreadsheet program.
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

    # Has no type, because the cmdlet reads 01/11/2026 in the format of your culture, but [datetime] would read it in US format.
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

# UTF-8 with a byte order mark, which Excel needs for non-English letters. Windows PowerShell calls this encoding UTF8.
$encoding = if ($PSVersionTable.PSVersion.Major -ge 6) { 'utf8BOM' } else { 'UTF8' }
$columns = [Plannr.AutomationStepRow].GetProperties() | ForEach-Object Name

# Get all rows first, so that an existing file does not change if the list fails part-way.
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
