<#
.SYNOPSIS
    Posts failed executions to a Microsoft Teams channel.
.DESCRIPTION
    Takes executions from the pipeline and posts one card with their clients, failing steps and errors. If there are no executions, the script
    posts nothing.

    Create the webhook in Teams (channel, Workflows, "Post to a channel when a webhook request is received"). Its URL is a secret: keep it in a
    vault of Microsoft.PowerShell.SecretManagement. Teams accepts cards of up to 28 KB, so only the first executions are listed.
.PARAMETER InputObject
    Specifies the executions, from Get-PlannrAutomationExecution or Watch-PlannrAutomationExecution.
.PARAMETER SecretName
    Specifies the name of the secret with the URL of the webhook.
.PARAMETER VaultName
    Specifies the vault with the secret. By default, all registered vaults are searched.
.PARAMETER First
    Specifies how many executions to list.
.PARAMETER ReportUrl
    Specifies the URL of a report, such as a file on SharePoint. The card links to it.
.PARAMETER BuildOnly
    Returns the request as JSON instead of sending it.
.OUTPUTS
    None. With -BuildOnly, the JSON.
.EXAMPLE
    Connect-Plannr -Demo
    Get-PlannrAutomationExecution -WithError -First 3 | ./Send-TeamsMessage.ps1 -BuildOnly

    Shows what would be posted.
.EXAMPLE
    Watch-PlannrAutomationExecution -StatePath teams.json -Once -WithError | ./Send-TeamsMessage.ps1 -SecretName teams-webhook

    Posts the failures since the last run.
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

    [string] $SecretName,

    [string] $VaultName,

    [ValidateRange(1, 50)]
    [int] $First = 10,

    [uri] $ReportUrl,

    [switch] $BuildOnly
)

begin {
    $ErrorActionPreference = 'Stop'
    $runs = New-Object System.Collections.Generic.List[object]
}

process {
    foreach ($run in $InputObject) { if ($null -ne $run) { $runs.Add($run) } }
}

end {
    if ($runs.Count -eq 0) { return }

    $title = if ($runs.Count -eq 1) { '1 execution failed' } else { "$($runs.Count) executions failed" }
    $blocks = @(@{ type = 'TextBlock'; size = 'Large'; weight = 'Bolder'; text = $title })
    foreach ($run in $runs | Select-Object -First $First) {
        $facts = [ordered]@{ Firm = $run.ConnectionName; Client = $run.AccountName; Step = $run.FailedStep; Reason = $run.Errors -join '; ' }
        $blocks += @{ type = 'TextBlock'; weight = 'Bolder'; wrap = $true; text = "$($run.Name)" }
        $blocks += @{ type = 'FactSet'; facts = @($facts.Keys | Where-Object { $facts[$_] } | ForEach-Object { @{ title = $_; value = "$($facts[$_])" } }) }
    }
    if ($runs.Count -gt $First) {
        $blocks += @{ type = 'TextBlock'; isSubtle = $true; text = "and $($runs.Count - $First) more" }
    }

    $card = @{ '$schema' = 'http://adaptivecards.io/schemas/adaptive-card.json'; type = 'AdaptiveCard'; version = '1.4'; body = $blocks }
    if ($ReportUrl) { $card.actions = @(@{ type = 'Action.OpenUrl'; title = 'Open the report'; url = $ReportUrl.AbsoluteUri }) }
    $body = ConvertTo-Json -Depth 8 -InputObject @{
        type        = 'message'
        attachments = @(@{ contentType = 'application/vnd.microsoft.card.adaptive'; content = $card })
    }
    if ($BuildOnly) { return $body }
    if (-not $SecretName) { throw 'Specify -SecretName, the secret with the URL of the webhook.' }
    if ($PSCmdlet.ShouldProcess('the Teams channel', "Post a card about $($runs.Count) $(if ($runs.Count -eq 1) { 'execution' } else { 'executions' })")) {
        $vault = @{}
        if ($VaultName) { $vault.Vault = $VaultName }
        $url = [System.Net.NetworkCredential]::new('', (Get-Secret -Name $SecretName @vault)).Password
        $null = Invoke-RestMethod -Uri $url -Method Post -ContentType 'application/json; charset=utf-8' -Body ([System.Text.Encoding]::UTF8.GetBytes($body))
    }
}
