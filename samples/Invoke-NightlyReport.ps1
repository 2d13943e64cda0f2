<#
.SYNOPSIS
    Reports all firms' executions that failed since the last run, in a workbook, an HTML report and an email.
.DESCRIPTION
    Connects to each firm with a token from a vault and finds the executions that failed since the last run. Each execution is reported once. If
    there are failures, the script writes a workbook and an HTML report to a folder. If there are failures or a firm can't be read, the script builds
    an email that lists the client, step and reason of each failure and the firms that could not be read. The script sends the email if you specify
    -SmtpServer; otherwise, it returns the email.

    The file state.json in the folder records what was reported. It is updated only after everything has been written and sent: if the job is stopped
    part-way, the next run reports the same failures again. Without -After, the first run ignores the executions that have already ended, and the next
    run reports the failures since then.

    Exit codes: 0 no failures, 2 a firm could not be read (even if executions failed), 3 executions failed. If the job itself fails, for example
    because the email can't be sent, PowerShell returns 1.
.PARAMETER Path
    Specifies the folder for the state and the reports. It is created if it does not exist.
.PARAMETER Firm
    Specifies the names of the firms. Each firm's token is read from the secret whose name is "plannr-" followed by the name of the firm.
.PARAMETER VaultName
    Specifies the vault with the tokens. By default, all registered vaults are searched.
.PARAMETER After
    On the first run for a firm, includes failures of executions created at or after this time. Has no effect on later runs.
.PARAMETER From
    Specifies the sender of the email.
.PARAMETER To
    Specifies the recipients of the email.
.PARAMETER SmtpServer
    Specifies the mail server. If you omit this parameter, the email is returned instead of being sent.
.PARAMETER Demo
    Uses the demo, to try the job. All firms then have the same data, so failures are reported only for the first firm.
.OUTPUTS
    System.Net.Mail.MailMessage, if you omit -SmtpServer and there is something to report.
.EXAMPLE
    ./Invoke-NightlyReport.ps1 -Path nightly -Firm North -From plannr@example.com -To office@example.com -After (Get-Date).AddDays(-7) -Demo

    Tries the job. It returns an email about a week's failures, and $LASTEXITCODE is 3. If you run it again, nothing new has failed, and $LASTEXITCODE
    is 0.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File Invoke-NightlyReport.ps1 -Path C:\Plannr -Firm North,South -From plannr@example.com -To office@example.com -SmtpServer smtp.example.com

    Runs the job in a scheduled task.
.LINK
    about_Plannr_Scripting
#>
#Requires -Version 5.1
#Requires -Modules Plannr
[CmdletBinding()]
[OutputType([System.Net.Mail.MailMessage])]
param(
    [Parameter(Mandatory)]
    [string] $Path,

    [Parameter(Mandatory)]
    [string[]] $Firm,

    [string] $VaultName,

    # Has no type, because the cmdlet reads 01/11/2026 in the format of your culture, but [datetime] would read it in US format.
    $After,

    [Parameter(Mandatory)]
    [string] $From,

    [Parameter(Mandatory)]
    [string[]] $To,

    [string] $SmtpServer,

    [switch] $Demo
)

$ErrorActionPreference = 'Stop'

# pwsh -File passes North,South as one string.
$Firm = @($Firm | ForEach-Object { $_ -split ',' } | ForEach-Object { $_.Trim() } | Where-Object { $_ })
$folder = (New-Item -ItemType Directory -Path $Path -Force).FullName
$state = Join-Path $folder 'state.json'
$draft = Join-Path $folder 'state.new.json'
$stamp = [datetime]::Now.ToString('yyyy-MM-dd-HHmmss', [cultureinfo]::InvariantCulture)
$unread = New-Object System.Collections.Generic.List[string]
$runs = New-Object System.Collections.Generic.List[object]

$which = @{}
if ($PSBoundParameters.ContainsKey('After')) { $which.After = $After }

try {
    # A job that was stopped leaves a draft, which records failures that were not reported.
    Remove-Item -LiteralPath $draft -ErrorAction Ignore
    if (Test-Path -LiteralPath $state) { Copy-Item -LiteralPath $state -Destination $draft }
    foreach ($name in $Firm) {
        # One firm after another, so that a firm that can't be read does not prevent the others from being reported.
        try {
            if ($Demo) { Connect-Plannr -Demo -Name $name }
            elseif ($VaultName) { Connect-Plannr -SecretName "plannr-$name" -VaultName $VaultName -Name $name }
            else { Connect-Plannr -SecretName "plannr-$name" -Name $name }
            Watch-PlannrAutomationExecution -StatePath $draft -Once -WithError -Connection $name @which | ForEach-Object { $runs.Add($_) }
        }
        catch {
            $unread.Add("$name`: $_")
            Write-Warning "$name could not be read: $_"
        }
    }

    if ($runs.Count -gt 0 -or $unread.Count -gt 0) {
        function ConvertTo-Html5 ($Text) { [System.Net.WebUtility]::HtmlEncode("$Text") }
        $rows = foreach ($run in $runs) {
            $cells = $run.ConnectionName, $run.Name, $run.AccountName, $run.FailedStep, ($run.Errors -join "`n")
            '<tr>' + -join ($cells | ForEach-Object { "<td style=`"white-space: pre-line`">$(ConvertTo-Html5 $_)</td>" }) + '</tr>'
        }
        $mail = [System.Net.Mail.MailMessage]::new()
        $mail.From = $From
        foreach ($address in $To) { $mail.To.Add($address) }
        $mail.Subject = "Plannr: $($runs.Count) failed" + $(if ($unread.Count -gt 0) { ", firms not read: $($unread.Count) of $($Firm.Count)" })
        $mail.SubjectEncoding = $mail.BodyEncoding = [System.Text.Encoding]::UTF8
        $mail.IsBodyHtml = $true
        $mail.Body = -join @(
            foreach ($text in $unread) { "<p>Could not be read: $(ConvertTo-Html5 $text)</p>" }
            if ($rows) {
                '<table border="1" cellpadding="6" style="border-collapse: collapse"><tr><th>Firm</th><th>Automation</th><th>Client</th><th>Step</th><th>Reason</th></tr>'
                $rows
                '</table>'
            }
        )
        if ($rows) {
            foreach ($file in "failures-$stamp.xlsx", "failures-$stamp.html") {
                $file = Join-Path $folder $file
                $runs | Export-PlannrAutomationReport $file -Title 'Failed automations'
                $mail.Attachments.Add($file)
            }
        }
        if ($SmtpServer) {
            # Dispose the email even if it can't be sent, because its attachments keep their files open.
            try { [System.Net.Mail.SmtpClient]::new($SmtpServer).Send($mail) } finally { $mail.Dispose() }
        }
        else { $mail }
    }

    if (Test-Path -LiteralPath $draft) { Move-Item -LiteralPath $draft -Destination $state -Force }
}
finally {
    foreach ($name in $Firm) { Disconnect-Plannr -Connection $name -ErrorAction SilentlyContinue }
}

exit $(if ($unread.Count -gt 0) { 2 } elseif ($runs.Count -gt 0) { 3 } else { 0 })
