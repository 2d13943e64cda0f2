<#
.SYNOPSIS
    Builds an email about the automations that failed overnight.
.DESCRIPTION
    Finds executions that changed since a given time and that failed or contain an error, and returns one email about them. The script does not send
    the email: use your firm's mail system for that. If nothing failed, the script returns nothing.

    Run Connect-Plannr first. Text from Plannr is encoded in the HTML of the email: a client named "<b>" is shown as such.
.PARAMETER From
    Specifies the sender.
.PARAMETER To
    Specifies the recipients.
.PARAMETER Since
    Includes executions that changed at or after this time. The default is 18:00 yesterday.
.PARAMETER Connection
    Specifies the names of the connections. By default, the default connection is used. With several connections, the email names the firm of each
    execution.
.OUTPUTS
    System.Net.Mail.MailMessage, or nothing.
.EXAMPLE
    Connect-Plannr -Demo
    ./New-FailureMail.ps1 -From plannr@example.com -To office@example.com

    Returns the email about last night.
.EXAMPLE
    $mail = ./New-FailureMail.ps1 -From plannr@example.com -To office@example.com
    if ($mail) { [System.Net.Mail.SmtpClient]::new('smtp.example.com').Send($mail) }

    Sends the email through a mail server inside the firm.
.LINK
    about_Plannr_Scripting
#>
#Requires -Version 5.1
#Requires -Modules Plannr
[CmdletBinding()]
[OutputType([System.Net.Mail.MailMessage])]
param(
    [Parameter(Mandatory)]
    [string] $From,

    [Parameter(Mandatory)]
    [string[]] $To,

    # Has no type, because the cmdlet reads 01/11/2026 in the format of your culture, but [datetime] would read it in US format.
    $Since = [datetime]::Today.AddHours(-6),

    [string[]] $Connection
)

$ErrorActionPreference = 'Stop'
$which = @{}
if ($Connection) { $which.Connection = $Connection }

function ConvertTo-Html5 ($Text) { [System.Net.WebUtility]::HtmlEncode("$Text") }

$runs = @(Get-PlannrAutomationExecution -UpdatedAfter $Since -WithError @which)
if ($runs.Count -eq 0) { return }

$hasFirms = $Connection.Count -gt 1
$rows = foreach ($run in $runs) {
    $when = if ($run.UpdatedAt) { $run.UpdatedAt.ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture) }
    $cells = $when, $run.Name, $run.AccountName, $run.Status, ($run.Errors -join "`n"), $run.Uuid
    if ($hasFirms) { $cells = @($run.ConnectionName) + $cells }
    '<tr>' + -join ($cells | ForEach-Object { "<td style=`"white-space: pre-line`">$(ConvertTo-Html5 $_)</td>" }) + '</tr>'
}

$mail = [System.Net.Mail.MailMessage]::new()
$mail.From = $From
foreach ($address in $To) { $mail.To.Add($address) }
$mail.Subject = if ($runs.Count -eq 1) { 'Plannr: 1 execution with errors' } else { "Plannr: $($runs.Count) executions with errors" }
$mail.SubjectEncoding = $mail.BodyEncoding = [System.Text.Encoding]::UTF8
$mail.IsBodyHtml = $true
$mail.Body = @"
<p>Executions that failed, or whose steps reported errors, since $(ConvertTo-Html5 ([string]::Format([cultureinfo]::InvariantCulture, '{0:yyyy-MM-dd HH:mm}', $Since))):</p>
<table border="1" cellpadding="6" style="border-collapse: collapse">
<tr>$(if ($hasFirms) { '<th>Firm</th>' })<th>Changed</th><th>Automation</th><th>Account</th><th>Status</th><th>Errors</th><th>UUID</th></tr>
$($rows -join "`n")
</table>
"@
$mail
