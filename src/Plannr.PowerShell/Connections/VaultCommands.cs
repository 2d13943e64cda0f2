using System.Collections.ObjectModel;
using System.Net;
using Engine = System.Management.Automation.PowerShell;

namespace Plannr.PowerShell.Connections;

/// <summary>Reads and writes one secret with the commands of Microsoft.PowerShell.SecretManagement, if that module is installed.</summary>
internal sealed class VaultCommands(string name, string? vault)
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    private const string ReadScript = "param($Name, $Vault) $p = @{ Name = $Name }; if ($Vault) { $p.Vault = $Vault }; Get-Secret @p -ErrorAction Stop";

    // A new token must be saved even with -WhatIf, because the server has already replaced the old one. If Set-Secret is a proxy command, it may not have -WhatIf and -Confirm.
    private const string WriteScript = """
        param($Name, $Vault, $Secret, $Module)
        if ($Module) { Import-Module $Module -ErrorAction Stop }
        $WhatIfPreference = $false
        $ConfirmPreference = 'None'
        $p = @{ Name = $Name; Secret = $Secret }
        if ($Vault) { $p.Vault = $Vault }
        $parameters = (Get-Command Set-Secret).Parameters.Keys
        foreach ($common in 'WhatIf', 'Confirm') { if ($parameters -contains $common) { $p[$common] = $false } }
        Set-Secret @p -ErrorAction Stop
        """;

    private volatile string? _modulePath;

    /// <summary>The name of the secret, as shown in messages.</summary>
    public string Name => vault is null ? $"'{name}'" : $"'{name}' in the vault '{vault}'";

    /// <summary>Reads the secret with a session's commands. The secret can be a SecureString, plain text or a credential that contains the token as its password.</summary>
    /// <exception cref="PlannrInvalidConnectionException">The module is not installed, or the secret can't be read.</exception>
    public SecureString Read(CommandInvocationIntrinsics session)
    {
        if (session.GetCommand("Get-Secret", CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Alias) is null)
        {
            throw new PlannrInvalidConnectionException(
                $"The secret '{name}' can't be read: {Module} is not installed.",
                $"Install the module and a vault: {(Edition.IsDesktop ? "Install-Module" : "Install-PSResource")} Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore. "
                + "Or connect with -AccessToken.");
        }

        Collection<PSObject> found;
        try
        {
            found = session.InvokeScript(ReadScript, true, PipelineResultTypes.None, null, name, vault);
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            throw new PlannrInvalidConnectionException(
                $"The secret {Name} can't be read: {exception.Message}", "Check the name with Get-SecretInfo, and check that the vault is registered and unlocked for this user.");
        }

        _modulePath = FindModule(session);
        return (found.Count == 1 ? found[0].BaseObject : null) switch
        {
            SecureString secret => secret,
            PSCredential credential => credential.Password,
            string text => new NetworkCredential(string.Empty, text).SecurePassword,
            _ => throw new PlannrInvalidConnectionException(
                $"The secret {Name} is not a single token. It must be a SecureString, a string or a credential.", "Check the secret's type with Get-SecretInfo. To select one of several vaults, use -VaultName."),
        };
    }

    /// <summary>Writes the secret with a session's commands.</summary>
    public void Write(CommandInvocationIntrinsics session, SecureString secret) =>
        session.InvokeScript(WriteScript, true, PipelineResultTypes.None, null, name, vault, secret);

    /// <summary>Writes the secret in a separate runspace.</summary>
    /// <exception cref="InvalidOperationException">The session that read the secret did not get Set-Secret from a module on disk.</exception>
    public async Task WriteAsync(SecureString secret)
    {
        string module = _modulePath ?? throw new InvalidOperationException("Set-Secret is not part of a module that can be imported.");
        using var shell = Engine.Create(InitialSessionState.CreateDefault2());
        shell.AddScript(WriteScript).AddArgument(name).AddArgument(vault).AddArgument(secret).AddArgument(module);
        await Task.Factory.FromAsync(shell.BeginInvoke(), shell.EndInvoke).ConfigureAwait(false);
    }

    /// <summary>Returns the file to import Set-Secret from, or null if the session does not get Set-Secret from a module on disk.</summary>
    private static string? FindModule(CommandInvocationIntrinsics session)
    {
        PSModuleInfo? module = session.GetCommand("Set-Secret", CommandTypes.Cmdlet | CommandTypes.Function)?.Module;
        string?[] files = module is null ? [] : [Path.Combine(module.ModuleBase ?? string.Empty, module.Name + ".psd1"), module.Path];
        return files.FirstOrDefault(file => Path.IsPathRooted(file) && File.Exists(file));
    }
}
