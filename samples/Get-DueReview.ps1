<#
.SYNOPSIS
    Lists the clients whose review is due or overdue, by adviser.
.DESCRIPTION
    Returns one row per client, sorted by adviser and date. Clients without a next review date are not listed.

    Run Connect-Plannr first.
.PARAMETER Before
    Lists reviews before this time, including all overdue ones. The default is 30 days from now.
.PARAMETER Connection
    Specifies the names of the connections. By default, the default connection is used.
.OUTPUTS
    Objects with ConnectionName, Adviser, Client, NextReview, DaysOverdue and AccountUuid. DaysOverdue is 0 on the due date, and negative before it.
.EXAMPLE
    Connect-Plannr -Demo
    ./Get-DueReview.ps1 -Before (Get-Date).AddYears(1) | Format-Table -GroupBy Adviser

    Shows the overdue reviews and those of the next year, grouped by adviser.
.EXAMPLE
    ./Get-DueReview.ps1 | Where-Object DaysOverdue -GT 0 | Export-Csv overdue.csv -NoTypeInformation -Encoding utf8BOM

    Exports the overdue reviews. In Windows PowerShell 5.1, use -Encoding UTF8.
.LINK
    about_Plannr_Scripting
#>
#Requires -Version 5.1
#Requires -Modules Plannr
[CmdletBinding()]
param(
    # Has no type, because the cmdlet reads 01/11/2026 in the format of your culture, but [datetime] would read it in US format.
    $Before = [datetimeoffset]::Now.AddDays(30),

    [string[]] $Connection
)

$ErrorActionPreference = 'Stop'
$which = @{}
if ($Connection) { $which.Connection = $Connection }

Get-PlannrAccount -Type client -NextReviewBefore $Before -Include assigned_adviser @which |
    Select-Object ConnectionName,
        @{ Name = 'Adviser'; Expression = { if ("$($_.AssignedAdviser)") { "$($_.AssignedAdviser)" } else { 'no adviser' } } },
        @{ Name = 'Client'; Expression = { "$_" } },
        @{ Name = 'NextReview'; Expression = { $_.NextReviewDate.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture) } },
        @{ Name = 'DaysOverdue'; Expression = { [int] [Math]::Floor(([datetimeoffset]::Now - $_.NextReviewDate).TotalDays) } },
        @{ Name = 'AccountUuid'; Expression = { $_.Uuid } } |
    Sort-Object Adviser, NextReview, Client
