<#
.SYNOPSIS
    Sends an email about failed executions through Microsoft Graph, optionally with a report attached.
.DESCRIPTION
    Takes executions from the pipeline and sends one email with their failing steps and errors. If there are no executions, the script sends nothing.

    Requires an app registration in Microsoft Entra with the permission Mail.Send, and an access token for https://graph.microsoft.com. Your own
    script has to save this token in a vault of Microsoft.PowerShell.SecretManagement. Text from Plannr is encoded in the HTML of the email.
.PARAMETER InputObject
    Specifies the executions, from Get-PlannrAutomationExecution or Watch-PlannrAutomationExecution.
.PARAMETER From
    Specifies the mailbox to send from.
.PARAMETER To
    Specifies the recipients.
.PARAMETER ReportPath
    Specifies a file to attach, such as a workbook from Export-PlannrAutomationReport. Graph accepts files of up to 3 MB this way.
.PARAMETER SecretName
    Specifies the name of the secret with the access token for Microsoft Graph.
.PARAMETER VaultName
    Specifies the vault with the secret. By default, all registered vaults are searched.
.PARAMETER BuildOnly
    Returns the request as JSON instead of sending it.
.OUTPUTS
    None. With -BuildOnly, the JSON.
.EXAMPLE
    Connect-Plannr -Demo
    Get-PlannrAutomationExecution -WithError -First 3 | ./Send-FailureMail.ps1 -From plannr@example.com -To office@example.com -BuildOnly

    Shows what would be sent.
.EXAMPLE
    $runs = Watch-PlannrAutomationExecution -StatePath watch.json -Once -WithError
    $runs | Export-PlannrAutomationReport failures.xlsx
    $runs | ./Send-FailureMail.ps1 -From plannr@example.com -To office@example.com -ReportPath failures.xlsx -SecretName graph

    Sends the failures since the last run, with a workbook.
.LINK
    about_Plannr_Scripting
#>
#Requires -Version 5.1
#Requires -Modules Plannr
[CmdletBinding(SupportsShouldProcess)]
[OutputType([string])]
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [AllowNull()]
    [object[]] $InputObject,

    [Parameter(Mandatory)]
    [string] $From,

    [Parameter(Mandatory)]
    [string[]] $To,

    [string] $ReportPath,

    [string] $SecretName,

    [string] $VaultName,

    [switch] $BuildOnly
)

begin {
    $ErrorActionPreference = 'Stop'
    $runs = New-Object System.Collections.Generic.List[object]
    function ConvertTo-Html5 ($Text) { [System.Net.WebUtility]::HtmlEncode("$Text") }
}

process {
    foreach ($run in $InputObject) { if ($null -ne $run) { $runs.Add($run) } }
}

end {
    if ($runs.Count -eq 0) { return }

    $rows = foreach ($run in $runs) {
        $when = if ($run.FailedAt) { $run.FailedAt.ToString('yyyy-MM-dd HH:mm', [cultureinfo]::InvariantCulture) }
        $cells = $run.ConnectionName, $when, $run.Name, $run.AccountName, $run.FailedStep, ($run.Errors -join "`n")
        '<tr>' + -join ($cells | ForEach-Object { "<td style=`"white-space: pre-line`">$(ConvertTo-Html5 $_)</td>" }) + '</tr>'
    }
    $message = @{
        subject      = if ($runs.Count -eq 1) { 'Plannr: 1 execution failed' } else { "Plannr: $($runs.Count) executions failed" }
        body         = @{
            contentType = 'HTML'
            content     = '<table border="1" cellpadding="6" style="border-collapse: collapse"><tr><th>Firm</th><th>Failed</th><th>Automation</th><th>Client</th><th>Step</th><th>Reason</th></tr>' +
                -join $rows + '</table>'
        }
        toRecipients = @($To | ForEach-Object { @{ emailAddress = @{ address = $_ } } })
    }
    if ($ReportPath) {
        $file = Get-Item -LiteralPath $ReportPath
        $message.attachments = @(@{
                '@odata.type' = '#microsoft.graph.fileAttachment'
                name          = $file.Name
                contentBytes  = [System.Convert]::ToBase64String([System.IO.File]::ReadAllBytes($file.FullName))
            })
    }

    $body = ConvertTo-Json -InputObject @{ message = $message; saveToSentItems = $true } -Depth 6
    if ($BuildOnly) { return $body }
    if (-not $SecretName) { throw 'Specify -SecretName, the secret with the access token for Microsoft Graph.' }
    if ($PSCmdlet.ShouldProcess("$($To -join ', ')", "Send an email about $($runs.Count) $(if ($runs.Count -eq 1) { 'execution' } else { 'executions' })")) {
        $vault = @{}
        if ($VaultName) { $vault.Vault = $VaultName }
        $token = [System.Net.NetworkCredential]::new('', (Get-Secret -Name $SecretName @vault)).Password
        $request = @{
            Uri         = "https://graph.microsoft.com/v1.0/users/$([uri]::EscapeDataString($From))/sendMail"
            Method      = 'Post'
            Headers     = @{ Authorization = "Bearer $token" }
            ContentType = 'application/json; charset=utf-8'
            Body        = [System.Text.Encoding]::UTF8.GetBytes($body)
        }
        $null = Invoke-RestMethod @request
    }
}
