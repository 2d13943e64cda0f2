using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using System.Threading;

namespace Plannr.PowerShell.SignIn;

/// <summary>
/// A secret of Microsoft.PowerShell.SecretManagement, which the module works with where it is installed and does not need else. A refresh
/// token that was kept in it can be replaced at any time by a request on another thread; it is written back by the next cmdlet, on the
/// pipeline's own thread, since only there can a vault's commands run.
/// </summary>
internal sealed class VaultSecret(string name, string? vault)
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";
    private SecureString? _replacement;

    /// <summary>The name as messages have it.</summary>
    public string Name => vault is null ? $"'{name}'" : $"'{name}' of the vault '{vault}'";

    /// <summary>Reads the secret. Plain text and the password of a credential count as well.</summary>
    /// <exception cref="PlannrInvalidConnectionException">The module is not installed, or the secret can't be read.</exception>
    public SecureString Read(CommandInvocationIntrinsics session)
    {
        if (session.GetCommand("Get-Secret", CommandTypes.Cmdlet | CommandTypes.Function | CommandTypes.Alias) is null)
        {
            throw new PlannrInvalidConnectionException(
                $"The secret '{name}' can't be read: {Module} is not installed.",
                "Install it and a vault: Install-PSResource Microsoft.PowerShell.SecretManagement, Microsoft.PowerShell.SecretStore. Or connect with -AccessToken.");
        }

        Collection<PSObject> found;
        try
        {
            found = Run(session, "param($Name, $Vault) $p = @{ Name = $Name }; if ($Vault) { $p.Vault = $Vault }; Get-Secret @p -ErrorAction Stop");
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            throw new PlannrInvalidConnectionException(
                $"The secret {Name} can't be read: {exception.Message}", "Check the name with Get-SecretInfo, and that the vault is registered and unlocked for this user.");
        }

        return (found.Count == 1 ? found[0].BaseObject : null) switch
        {
            SecureString secret => secret,
            PSCredential credential => credential.Password,
            string text => Protect(text),
            _ => throw new PlannrInvalidConnectionException(
                $"The secret {Name} is not one token: it has to be a SecureString, a text or a credential.", "Check it with Get-SecretInfo; -VaultName picks one of several vaults."),
        };
    }

    /// <summary>Notes what the secret has to become. May be called from any thread.</summary>
    public void Replace(SecureString replacement) => Volatile.Write(ref _replacement, replacement);

    /// <summary>Writes a noted replacement to the vault. Says with a warning if that fails, and then tries again the next time.</summary>
    public void WriteBack(PSCmdlet cmdlet)
    {
        if (Interlocked.Exchange(ref _replacement, null) is not { } replacement)
        {
            return;
        }

        try
        {
            Run(
                cmdlet.InvokeCommand,
                "param($Name, $Vault, $Secret) $p = @{ Name = $Name; Secret = $Secret }; if ($Vault) { $p.Vault = $Vault }; Set-Secret @p -ErrorAction Stop",
                replacement);
        }
        catch (RuntimeException exception)
        {
            Interlocked.CompareExchange(ref _replacement, replacement, null);
            if (exception is PipelineStoppedException)
            {
                throw;
            }

            cmdlet.WriteWarning($"The new refresh token could not be written to the secret {Name}: {exception.Message} The old one may be of no use any more.");
        }
    }

    private Collection<PSObject> Run(CommandInvocationIntrinsics session, string script, SecureString? secret = null) =>
        session.InvokeScript(script, true, PipelineResultTypes.None, null, name, vault, secret);

    private static SecureString Protect(string text)
    {
        var secret = new SecureString();
        foreach (char character in text)
        {
            secret.AppendChar(character);
        }

        return secret;
    }
}
