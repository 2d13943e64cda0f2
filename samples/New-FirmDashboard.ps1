<#
.SYNOPSIS
    Creates a dashboard for several firms: a report for each firm, and a page with links to the reports.
.DESCRIPTION
    Writes a report for each connection to a folder, and index.html with the number of executions of each firm and how many of them have
    errors. If a firm can't be read, index.html says so, and the script continues with the others. The files work offline: copy the folder to a
    share, or open index.html.

    Run Connect-Plannr first, once for each firm, with -Name.
.PARAMETER Path
    Specifies the folder. It is created if it does not exist.
.PARAMETER Connection
    Specifies the names of the connections. By default, all open connections are used.
.PARAMETER After
    Includes executions created at or after this time. By default, executions created in the last 30 days are included.
.OUTPUTS
    System.IO.FileInfo: index.html
.EXAMPLE
    Connect-Plannr -Demo -Name North
    Connect-Plannr -Demo -Name South
    ./New-FirmDashboard.ps1 -Path dashboard | Invoke-Item

    Tries the dashboard, with two connections to the demo.
.EXAMPLE
    $firms = 'North', 'South'
    foreach ($firm in $firms) {
        try { Connect-Plannr -SecretName "plannr-$firm" -Name $firm } catch { Write-Warning "${firm}: $_" }
    }
    ./New-FirmDashboard.ps1 -Path '\\server\reports' -Connection $firms -After (Get-Date).AddDays(-7)

    Runs in a scheduled task, with the tokens in a vault. If the connection to a firm fails, a warning names the firm, and index.html says so.
.LINK
    about_Plannr_Scripting
#>
#Requires -Version 5.1
#Requires -Modules Plannr
[CmdletBinding()]
[OutputType([System.IO.FileInfo])]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [string[]] $Connection = @(Get-PlannrConnection | ForEach-Object Name),

    # Has no type, because the cmdlet reads 01/11/2026 in the format of your culture, but [datetime] would read it in US format.
    $After = [datetimeoffset]::Now.AddDays(-30)
)

$ErrorActionPreference = 'Stop'
if (-not $Connection) { throw 'There is no connection. Connect first, once for each firm: Connect-Plannr -Name North ...' }
$folder = (New-Item -ItemType Directory -Path $Path -Force).FullName

function ConvertTo-Html5 ($Text) { [System.Net.WebUtility]::HtmlEncode("$Text") }

# The name of a connection can contain characters that a file name can't, so two names can result in the same file name.
$taken = @{ index = $true }
function Get-FileName ($Name) {
    $base = $Name -replace '[^\p{L}\p{Nd}]+', '-'
    $file = $base
    for ($number = 2; $taken.ContainsKey($file); $number++) { $file = "$base-$number" }
    $taken[$file] = $true
    "$file.html"
}

$rows = foreach ($name in $Connection) {
    $file = Get-FileName $name
    try {
        $runs = @(Get-PlannrAutomationExecution -After $After -Connection $name)
        $runs | Export-PlannrAutomationReport (Join-Path $folder $file) -Title "Automations: $name"
        $failed = @($runs | Where-Object HasError).Count
        "<tr><td><a href=`"$([uri]::EscapeDataString($file))`">$(ConvertTo-Html5 $name)</a></td><td>$($runs.Count)</td><td>$failed</td></tr>"
    }
    catch {
        "<tr><td>$(ConvertTo-Html5 $name)</td><td colspan=`"2`">could not be read: $(ConvertTo-Html5 $_)</td></tr>"
    }
}

$index = Join-Path $folder 'index.html'
@"
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Automations of all firms</title>
<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .6rem 1rem .6rem 0; border-bottom: 1px solid #8884 }
</style>
</head>
<body>
<h1>Automations of all firms</h1>
<p>Executions since $(ConvertTo-Html5 ([string]::Format([cultureinfo]::InvariantCulture, '{0:yyyy-MM-dd HH:mm}', $After)))</p>
<table>
<tr><th>Firm</th><th>Executions</th><th>With errors</th></tr>
$($rows -join "`n")
</table>
</body>
</html>
"@ | Set-Content -LiteralPath $index -Encoding UTF8
Get-Item -LiteralPath $index
