using Plannr.PowerShell.Tests.Help;

namespace Plannr.PowerShell.Tests.Secrecy;

/// <summary>For each cmdlet, a script that uses it with a connection to the sandbox: a script below or, if there is none, the first runnable example in the cmdlet's help.</summary>
internal static class CmdletScripts
{
    public const string SignIn =
        "Connect-Plannr -ClientId " + SandboxData.ConfidentialClientId + " -ClientSecret $ClientSecret -BaseUri $Base -RedirectUri http://127.0.0.1:0/back -MaximumRetryCount 0 -MaximumRetryDelaySec 1 -PassThru";

    private const string Run = "82f16694-dbe3-4787-bd57-ab9eec12b43f";

    private const string Blueprint = "b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202";
    private const string BlueprintStep = "8367c364-43fc-534f-aedc-0f3558f3f56a";

    /// <summary>The scripts, by cmdlet name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = StagedCmdlets.Types.Select(StagedCmdlets.NameOf).Select(name => $"{name.VerbName}-{name.NounName}")
        .ToDictionary(name => name, name => Specific.TryGetValue(name, out string? script) ? script : Examples.Runnable.First(example => example.Cmdlet == name).Code);

    private static Dictionary<string, string> Specific => new()
    {
        ["Connect-Plannr"] = SignIn + " -Name another",
        ["Disconnect-Plannr"] = "Disconnect-Plannr",
        ["Export-PlannrAutomationReport"] = $"Get-PlannrAutomationExecution {Run} -IncludeAccount | Export-PlannrAutomationReport $File -PassThru",
        ["Export-PlannrAutomationBlueprint"] = $"Export-PlannrAutomationBlueprint {Blueprint} $File -PassThru",
        ["Import-PlannrAutomationBlueprint"] = $"Export-PlannrAutomationBlueprint {Blueprint} $File; Import-PlannrAutomationBlueprint $File",
        ["Get-PlannrAutomationExecution"] = $"Get-PlannrAutomationExecution {Run} -IncludeAccount; Get-PlannrAutomationExecution {Run} -Bulk; Get-PlannrAutomationExecution -First 3",
        ["Get-PlannrAccount"] = "Get-PlannrAccount 2066e7c6-feb1-4e00-b55a-8a0f91d47bad; Get-PlannrAccount -Name M* -Include tags -First 2",
        ["Get-PlannrAudit"] = "Get-PlannrAudit -First 3; Get-PlannrAudit -Mine",
        ["Add-PlannrAutomationBlueprintStep"] = $"Add-PlannrAutomationBlueprintStep {Blueprint} 'Send SMS' sms.send @{{ a = 1 }}",
        ["Copy-PlannrAutomationBlueprint"] = $"Copy-PlannrAutomationBlueprint {Blueprint}",
        ["New-PlannrAutomationBlueprint"] = "New-PlannrAutomationBlueprint Welcome client.created",
        ["Remove-PlannrAutomationBlueprintStep"] = $"Remove-PlannrAutomationBlueprintStep {Blueprint} {BlueprintStep} -Confirm:$false",
        ["Set-PlannrAutomationBlueprintStep"] = $"Set-PlannrAutomationBlueprintStep {Blueprint} {BlueprintStep} -Name Other",
        ["Get-PlannrWebhookSubscription"] = "Get-PlannrWebhookSubscription; $subscription = (Get-PlannrWebhookSubscription)[0]; $subscription | Get-PlannrWebhookSubscription; $null = $subscription.SigningSecret; $subscription | Test-PlannrWebhookSignature '{}' 00",
        ["New-PlannrWebhookSubscription"] = "New-PlannrWebhookSubscription https://hooks.example.com/a account.created",
        ["Set-PlannrWebhookSubscription"] = "Get-PlannrWebhookSubscription | Set-PlannrWebhookSubscription -Event account.created",
        ["Get-PlannrAutomationBlueprint"] = $"Get-PlannrAutomationBlueprint {Blueprint}",
        ["Get-PlannrAutomationStep"] = $"Get-PlannrAutomationStep {Run}; Get-PlannrAutomationExecution {Run} | Get-PlannrAutomationStep",
        ["Get-PlannrConnection"] = "Get-PlannrConnection",
        ["Get-PlannrLog"] = "Get-PlannrLog account 4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311",
        ["Get-PlannrLogin"] = "Get-PlannrLogin",
        ["Get-PlannrTask"] = "Get-PlannrTask -Include author -First 3",
        ["Set-PlannrTask"] = "Get-PlannrTask -First 1 | Set-PlannrTask -Name Other",
        ["Watch-PlannrAutomationExecution"] = "Watch-PlannrAutomationExecution -Once -WithError -After 2026-01-01",
        ["New-PlannrTask"] = "Get-PlannrAutomationExecution -WithError -First 1 | New-PlannrTask; New-PlannrTask Call -TaskableType client -TaskableUuid 4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b304",
        ["Invoke-PlannrRequest"] = "Invoke-PlannrRequest v1/me -ResponseHeadersVariable headers; $headers; Invoke-PlannrRequest v1/task -Paginate; Invoke-PlannrRequest v1/me -OutFile $File; " +
            "Invoke-PlannrRequest POST v1/task -Body @{ name = 'Call back' } -Headers @{ 'X-Trace' = 'a' }",
        ["Save-PlannrFile"] = "Save-PlannrFile 6f1d2b7e-3a48-5c90-8e15-b4a7c90d2e01 ([System.IO.Path]::GetTempPath()) -Force -PassThru; [System.IO.File]::Delete([System.IO.Path]::GetTempPath() + 'rmar.csv')",
        ["New-PlannrReport"] = "New-PlannrReport rmar",
        ["Wait-PlannrReport"] = "New-PlannrReport rmar | Wait-PlannrReport -PollIntervalSec 1",
        ["Get-PlannrReport"] = "Get-PlannrReport 0b94e6d1-52c7-5f3a-9d08-71e3fa46b701",
        ["Import-PlannrData"] = "$csv = [System.IO.Path]::GetTempFileName(); [System.IO.File]::WriteAllText($csv, \"email`na@example.com\"); Import-PlannrData $csv clients; [System.IO.File]::Delete($csv)",
        ["Switch-PlannrAccount"] = "Get-PlannrLogin | Switch-PlannrAccount -PassThru",
        ["Wait-PlannrAutomationExecution"] = $"Wait-PlannrAutomationExecution {Run} -Status * -TimeoutSec 1 -PollIntervalSec 1",
        ["Test-PlannrWebhookSignature"] = "Test-PlannrWebhookSignature '{}' 00 $ClientSecret",
    };

    public static IReadOnlyList<string> ConnectScripts { get; } =
    [
        "Connect-Plannr -BaseUri $Base -PassThru",
        "$env:PLANNR_ACCESS_TOKEN = $null; Connect-Plannr -BaseUri $Base -PassThru",
        "Connect-Plannr -AccessToken $Token -BaseUri $Base -PassThru",
        "Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution -PassThru",
        SignIn,
        $"Connect-Plannr -ClientId {SandboxData.PublicClientId} -BaseUri $Base -RedirectUri http://127.0.0.1:0/back -PassThru",
        $"Connect-Plannr -ClientId {SandboxData.PublicClientId} -RefreshToken $Refresh -BaseUri $Base -PassThru",
        $"Connect-Plannr -ClientId {SandboxData.ConfidentialClientId} -ClientSecret $ClientSecret -RefreshToken $Refresh -BaseUri $Base -PassThru",
        Vault + "Connect-Plannr -SecretName personal -BaseUri $Base -PassThru",
        Vault + $"Connect-Plannr -ClientId {SandboxData.PublicClientId} -SecretName refresh -VaultName office -BaseUri $Base -PassThru",
        "Connect-Plannr -Demo -PassThru",
    ];

    private const string Vault =
        "$null = New-Module -Name Microsoft.PowerShell.SecretManagement { param($secrets) " +
        "function Get-Secret { [CmdletBinding()] param($Name, $Vault) $secrets[$Name] } function Set-Secret { [CmdletBinding()] param($Name, $Vault, $Secret) $secrets[$Name] = $Secret } " +
        "} -ArgumentList @{ personal = $Token; refresh = $Refresh } | Import-Module; ";
}
