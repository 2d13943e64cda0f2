using System.Net;
using System.Security.Cryptography;
using Engine = System.Management.Automation.PowerShell;

namespace Plannr.PowerShell.Connections;

/// <summary>
/// A refresh token in a vault, shared by all connections of the process that were signed in with it. Their refreshes take turns, and each sends the newest
/// token, since the server accepts no other. The new token is written back by a waiting cmdlet, because a vault may need the session; if no cmdlet is
/// waiting, a runspace of its own writes it. Until then it is kept here.
/// </summary>
internal sealed class VaultSecret(string name, string? vault)
{
    private readonly object _lock = new();
    private readonly VaultCommands _commands = new(name, vault);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HashSet<string> _lineage = [];
    private Action? _writers;
    private Task _work = Task.CompletedTask;
    private SecureString? _known;
    private SecureString? _owed;
    private int _writes;
    private TaskCompletionSource<bool>? _writing;
    private (SecureString? Replacement, WeakReference<PSCmdlet>? Cmdlet)? _refused;

    /// <summary>The name for messages.</summary>
    public string Name => _commands.Name;

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
    /// Reads the secret. A replacement that has not been written yet is returned instead of what it replaced, unless somebody wrote something else to the
    /// vault meanwhile.
    /// </summary>
    /// <exception cref="PlannrInvalidConnectionException">The module is not installed, or the secret can't be read.</exception>
    public SecureString Read(CommandInvocationIntrinsics session)
    {
        int writes = _writes;
        SecureString found = _commands.Read(session);
        lock (_lock)
        {
            bool isKnown = _writes != writes || _known is null || Reveal(_known) == Reveal(found);
            if (isKnown && (_owed ?? _known) is { } newest)
            {
                return newest;
            }

            _owed = null;
            _known = found;
            _lineage.Clear();
            _lineage.Add(Fingerprint(found));
            return found;
        }
    }

    /// <summary>Runs a refresh of a connection when those before it have ended.</summary>
    /// <param name="held">The refresh token that the connection has.</param>
    /// <param name="send">Sends a refresh with a token and returns the new one, or null if the server keeps it.</param>
    public Task RefreshAsync(SecureString held, Func<SecureString, Task<SecureString?>> send)
    {
        Task refresh = InTurnAsync(held, send);
        Follow(refresh);
        return refresh;
    }

    /// <summary>Subscribes a cmdlet that can write a replacement: it is called, on any thread, when there is one.</summary>
    public void AddWriter(Action writer)
    {
        lock (_lock)
        {
            _writers += writer;
        }
    }

    /// <summary>Unsubscribes a cmdlet. What it has left unwritten is written without it.</summary>
    public void RemoveWriter(Action writer)
    {
        lock (_lock)
        {
            _writers -= writer;
            if (_owed is null)
            {
                return;
            }
        }

        Follow(Task.CompletedTask);
    }

    /// <summary>Waits for the refreshes under way, and writes what is left, for when the process ends.</summary>
    public async Task SettleAsync()
    {
        await Task.WhenAny(_work).ConfigureAwait(false);
        await (_writing?.Task ?? Task.CompletedTask).ConfigureAwait(false);
        lock (_lock)
        {
            // The host closes all runspaces at its end, which is no refusal of the vault.
            _refused = _refused is { Cmdlet: null } ? null : _refused;
        }

        await WriteBackAsync().ConfigureAwait(false);

        // A cmdlet may have begun to write in between.
        await (_writing?.Task ?? Task.CompletedTask).ConfigureAwait(false);
    }

    /// <summary>Forgets what the vault holds. A replacement that is not written yet stays.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            if (_owed is null)
            {
                _known = null;
                _lineage.Clear();
            }
        }
    }

    /// <summary>
    /// Writes a replacement that the vault does not hold yet. Where another thread is writing it is left to that one, which looks again when it has
    /// written: two writers could end with the older value. If it fails, a warning says so, and the next cmdlet tries once.
    /// </summary>
    public void WriteBack(PSCmdlet cmdlet)
    {
        string? failure = null;
        for (SecureString? replacement = Begin(cmdlet); replacement is not null;)
        {
            bool isWritten = false;
            try
            {
                _commands.Write(cmdlet.InvokeCommand, replacement);
                isWritten = true;
            }
            catch (RuntimeException exception) when (exception is not PipelineStoppedException)
            {
                failure = exception.Message;
                Refuse(replacement, cmdlet);
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

    private async Task InTurnAsync(SecureString held, Func<SecureString, Task<SecureString?>> send)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            SecureString newest = Newest(held);
            if (await send(newest).ConfigureAwait(false) is { } replacement)
            {
                Replace(newest, replacement);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The token that replaced the one of a connection, or that one itself if the vault's is of another sign-in by now.</summary>
    private SecureString Newest(SecureString held)
    {
        lock (_lock)
        {
            return _lineage.Contains(Fingerprint(held)) && (_owed ?? _known) is { } newest && Reveal(newest) != Reveal(held) ? newest : held;
        }
    }

    private void Replace(SecureString sent, SecureString replacement)
    {
        Action? writers;
        lock (_lock)
        {
            // The token of another sign-in that somebody wrote to the vault is not overwritten.
            if (_lineage.Count > 0 && !_lineage.Contains(Fingerprint(sent)))
            {
                return;
            }

            _lineage.Add(Fingerprint(sent));
            _lineage.Add(Fingerprint(replacement));
            _owed = replacement;
            writers = _writers;
        }

        writers?.Invoke();
    }

    /// <summary>Writes what a refresh leaves, unless a cmdlet is there to do it.</summary>
    private void Follow(Task refresh)
    {
        Task work = FollowAsync(refresh);
        lock (_lock)
        {
            _work = _work.IsCompleted ? work : Task.WhenAll(_work, work);
        }
    }

    private async Task FollowAsync(Task refresh)
    {
        await Task.WhenAny(refresh).ConfigureAwait(false);
        bool hasWriter;
        lock (_lock)
        {
            hasWriter = _writers is not null;
        }

        if (!hasWriter)
        {
            await WriteBackAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Writes a replacement in a runspace of its own. If that fails, the next cmdlet tries, and says so if it fails too.</summary>
    private async Task WriteBackAsync()
    {
        while (CanBeWritten(cmdlet: null))
        {
            try
            {
                using Engine shell = await Task.Run(_commands.OpenAsync).ConfigureAwait(false);
                await WriteBackAsync(shell).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is RuntimeException or InvalidOperationException or InvalidRunspaceStateException)
            {
                Refuse(_owed, cmdlet: null);
            }
        }
    }

    private async Task WriteBackAsync(Engine shell)
    {
        for (SecureString? replacement = Begin(cmdlet: null); replacement is not null;)
        {
            bool isWritten = false;
            try
            {
                await _commands.WriteAsync(shell, replacement).ConfigureAwait(false);
                isWritten = true;
            }
            catch (RuntimeException)
            {
                Refuse(replacement, cmdlet: null);
            }
            finally
            {
                replacement = End(replacement, isWritten);
            }
        }
    }

    private bool CanBeWritten(PSCmdlet? cmdlet)
    {
        lock (_lock)
        {
            return _owed is not null && _writing is null && !IsRefused(cmdlet);
        }
    }

    private SecureString? Begin(PSCmdlet? cmdlet)
    {
        lock (_lock)
        {
            if (!CanBeWritten(cmdlet))
            {
                return null;
            }

            _writing = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            return _owed;
        }
    }

    /// <summary>Whether the vault has refused the replacement already: each cmdlet tries once, and a runspace of its own only what nobody has tried.</summary>
    private bool IsRefused(PSCmdlet? cmdlet) =>
        _refused is { } refused && refused.Replacement == _owed && (cmdlet is null || (refused.Cmdlet is not null && refused.Cmdlet.TryGetTarget(out PSCmdlet? tried) && tried == cmdlet));

    private void Refuse(SecureString? replacement, PSCmdlet? cmdlet)
    {
        lock (_lock)
        {
            _refused = (replacement, cmdlet is null ? null : new WeakReference<PSCmdlet>(cmdlet));
        }
    }

    /// <summary>Returns what has to be written next, such as what has become owed meanwhile; null ends it.</summary>
    private SecureString? End(SecureString replacement, bool isWritten)
    {
        lock (_lock)
        {
            if (isWritten)
            {
                _writes++;
                _known = replacement;
                _owed = _owed == replacement ? null : _owed;
            }

            // Another thread that has a newer one leaves it to this one, also where this one could not be written.
            if (_owed is not null && (isWritten || _owed != replacement))
            {
                return _owed;
            }

            _writing?.SetResult(true);
            _writing = null;
            return null;
        }
    }

    private static string Fingerprint(SecureString secret)
    {
        using var hash = SHA256.Create();
        return Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(Reveal(secret))));
    }

    private static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;
}
