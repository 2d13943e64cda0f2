using System;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Security;

namespace Plannr.PowerShell.SignIn;

/// <summary>
/// A secret of Microsoft.PowerShell.SecretManagement, which the module works with where it is installed and does not need else. A refresh
/// token that was kept in it can be replaced at any time by a request on another thread; it is written back on a pipeline's own thread, since
/// only there can a vault's commands run. Until then the vault is owed it, and it is kept here.
/// </summary>
internal sealed class VaultSecret(string name, string? vault)
{
    private const string Module = "Microsoft.PowerShell.SecretManagement";

    private readonly object _lock = new();
    private SecureString? _known;
    private SecureString? _owed;
    private bool _isBeingWritten;
    private (SecureString Replacement, WeakReference<PSCmdlet> Cmdlet)? _refused;

    /// <summary>Called, on any thread, when the vault is owed a replacement.</summary>
    public event Action? Replaced;

    /// <summary>The name as messages have it.</summary>
    public string Name => vault is null ? $"'{name}'" : $"'{name}' of the vault '{vault}'";

    /// <summary>Whether there is a replacement that the vault does not hold yet.</summary>
    public bool IsOwed
    {
        get
        {
            lock (_lock)
            {
                return _owed is not null;
            }
        }
    }

    /// <summary>
    /// Reads the secret. Plain text and the password of a credential count as well. A replacement that the vault is owed counts in the place of what
    /// it replaced; where somebody wrote something else to the vault meanwhile, that counts.
    /// </summary>
    /// <exception cref="PlannrInvalidConnectionException">The module is not installed, or the secret can't be read.</exception>
    public SecureString Read(CommandInvocationIntrinsics session)
    {
        SecureString found = ReadVault(session);
        lock (_lock)
        {
            if (_owed is not null && (_known is null || Reveal(_known) == Reveal(found)))
            {
                return _owed;
            }

            _owed = null;
            _known = found;
            return found;
        }
    }

    /// <summary>Notes what the secret has to become. May be called from any thread.</summary>
    public void Replace(SecureString replacement)
    {
        lock (_lock)
        {
            _owed = replacement;
        }

        Replaced?.Invoke();
    }

    /// <summary>Forgets what the vault holds. What it is owed stays.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _known = _owed is null ? null : _known;
        }
    }

    /// <summary>
    /// Writes what the vault is owed. Where another runspace is writing it is left to that one, which looks again when it has written: two writers
    /// could end with the older value. Says with a warning if it fails; then it stays owed, and a cmdlet tries it once.
    /// </summary>
    public void WriteBack(PSCmdlet cmdlet)
    {
        string? failure = null;
        for (SecureString? replacement = Begin(cmdlet); replacement is not null;)
        {
            bool isWritten = false;
            try
            {
                Run(
                    cmdlet.InvokeCommand,
                    "param($Name, $Vault, $Secret) $p = @{ Name = $Name; Secret = $Secret }; if ($Vault) { $p.Vault = $Vault }; Set-Secret @p -ErrorAction Stop",
                    replacement);
                isWritten = true;
            }
            catch (RuntimeException exception) when (exception is not PipelineStoppedException)
            {
                failure = exception.Message;
                _refused = (replacement, new WeakReference<PSCmdlet>(cmdlet));
            }
            finally
            {
                replacement = End(replacement, isWritten);
            }
        }

        if (failure is not null)
        {
            cmdlet.WriteWarning(
                $"The new refresh token could not be written to the secret {Name}: {failure} The old one may be of no use any more. The next cmdlet of this process tries again.");
        }
    }

    private SecureString? Begin(PSCmdlet cmdlet)
    {
        lock (_lock)
        {
            bool isRefused = _refused is { } refused && refused.Replacement == _owed && refused.Cmdlet.TryGetTarget(out PSCmdlet? tried) && tried == cmdlet;
            if (_owed is null || _isBeingWritten || isRefused)
            {
                return null;
            }

            _isBeingWritten = true;
            return _owed;
        }
    }

    /// <summary>Gives what has become owed during the writing; null ends it.</summary>
    private SecureString? End(SecureString replacement, bool isWritten)
    {
        lock (_lock)
        {
            if (isWritten)
            {
                _known = replacement;
                _owed = _owed == replacement ? null : _owed;
            }

            _isBeingWritten = isWritten && _owed is not null;
            return _isBeingWritten ? _owed : null;
        }
    }

    private SecureString ReadVault(CommandInvocationIntrinsics session)
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

    private Collection<PSObject> Run(CommandInvocationIntrinsics session, string script, SecureString? secret = null) =>
        session.InvokeScript(script, true, PipelineResultTypes.None, null, name, vault, secret);

    private static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;

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
