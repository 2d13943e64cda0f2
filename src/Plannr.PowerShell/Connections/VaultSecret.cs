using System.Net;
using System.Security.Cryptography;

namespace Plannr.PowerShell.Connections;

/// <summary>A refresh token in a vault, shared by connections that refresh one after another. A waiting cmdlet saves the new token in the vault; if no cmdlet is waiting, a separate runspace does.</summary>
internal sealed class VaultSecret(string name, string? vault)
{
    private const int ExitAttempts = 3;

    private readonly object _lock = new();
    private readonly VaultCommands _commands = new(name, vault);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly List<PlannrCommand> _writers = [];

    // Fingerprints of the tokens from one sign-in. They distinguish these tokens from a token of another sign-in that the user may have saved in the vault.
    private readonly HashSet<string> _lineage = [];
    private Task _work = Task.CompletedTask;
    private SecureString? _newest;
    private volatile bool _isUnsaved;
    private object? _refusedBy;

    /// <summary>The name of the secret, as shown in messages.</summary>
    public string Name => _commands.Name;

    /// <summary>Whether the newest token has not yet been saved in the vault.</summary>
    public bool IsUnsaved => _isUnsaved;

    /// <summary>Reads the secret. If the vault still contains an older token, returns the newest one; if the user has saved another sign-in's token in the vault, returns that token.</summary>
    /// <exception cref="PlannrInvalidConnectionException">The module is not installed, or the secret can't be read.</exception>
    public SecureString Read(CommandInvocationIntrinsics session)
    {
        SecureString found = _commands.Read(session);
        lock (_lock)
        {
            if (_newest is null || !_lineage.Contains(Fingerprint(found)))
            {
                _lineage.Clear();
                SetNewest(found, isOwed: false);
            }

            return _newest!;
        }
    }

    /// <summary>Runs a connection's refresh after the earlier ones have completed.</summary>
    /// <param name="held">The refresh token of the connection.</param>
    /// <param name="send">Sends a refresh request with a token and returns the new token, or null if the token stays the same.</param>
    public Task RefreshAsync(SecureString held, Func<SecureString, Task<SecureString?>> send)
    {
        Task refresh = InTurnAsync(held, send);
        Follow(refresh);
        return refresh;
    }

    /// <summary>Lets a cmdlet save new tokens in the vault while it waits.</summary>
    public void AddWriter(PlannrCommand cmdlet)
    {
        lock (_lock)
        {
            _writers.Add(cmdlet);
        }
    }

    /// <summary>Removes a cmdlet. A token that the cmdlet has not saved is saved by another cmdlet or a separate runspace.</summary>
    public void RemoveWriter(PlannrCommand cmdlet)
    {
        lock (_lock)
        {
            _writers.Remove(cmdlet);
        }

        if (_isUnsaved)
        {
            Follow(Task.CompletedTask);
        }
    }

    /// <summary>Waits for running refreshes and saves the newest token when the process exits.</summary>
    public async Task SettleAsync()
    {
        await Task.WhenAny(_work).ConfigureAwait(false);

        // Try several times: the host closes all runspaces when it exits, so an attempt can fail even if the vault works.
        for (int attempt = 0; _isUnsaved && attempt < ExitAttempts; attempt++)
        {
            await Task.Run(() => WriteBackAsync(isExit: true)).ConfigureAwait(false);
        }
    }

    /// <summary>Clears the token from memory if it is saved in the vault.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            if (!_isUnsaved)
            {
                _newest = null;
                _lineage.Clear();
            }
        }
    }

    /// <summary>Saves a token that is not yet in the vault. If that fails, writes a warning; a later cmdlet then tries again.</summary>
    public void WriteBack(PSCmdlet cmdlet)
    {
        // Only one thread writes at a time; afterwards, it checks for a newer token. Otherwise, two concurrent writers could save the older token last.
        if (!_isUnsaved || !_writing.Wait(0))
        {
            return;
        }

        string? failure;
        try
        {
            failure = WriteAsync(cmdlet, token =>
            {
                _commands.Write(cmdlet.InvokeCommand, token);
                return Task.CompletedTask;
            }).GetAwaiter().GetResult();
        }
        finally
        {
            _writing.Release();
        }

        if (failure is not null)
        {
            cmdlet.WriteWarning(
                $"The new refresh token could not be saved in the secret {Name}: {failure.TrimEnd('.')}. The old token may no longer be valid. The new token stays in memory, and a later cmdlet in this process will try again.");
        }
    }

    private async Task InTurnAsync(SecureString held, Func<SecureString, Task<SecureString?>> send)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            SecureString sent;
            lock (_lock)
            {
                sent = _newest is not null && _lineage.Contains(Fingerprint(held)) ? _newest : held;
            }

            if (await send(sent).ConfigureAwait(false) is { } replacement)
            {
                Replace(sent, replacement);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Replace(SecureString sent, SecureString replacement)
    {
        PlannrCommand[] writers;
        lock (_lock)
        {
            // Do not overwrite another sign-in's token, which the user may have saved in the vault.
            if (_lineage.Count > 0 && !_lineage.Contains(Fingerprint(sent)))
            {
                return;
            }

            _lineage.Add(Fingerprint(sent));
            SetNewest(replacement, isOwed: true);
            writers = [.. _writers];
        }

        // Save the token now, not after the cmdlet's wait, which can last for hours or be cancelled with Ctrl+C.
        Array.ForEach(writers, writer => writer.Post(() => WriteBack(writer)));
    }

    private void SetNewest(SecureString token, bool isOwed)
    {
        _newest = token;
        _isUnsaved = isOwed;
        _refusedBy = null;
        _lineage.Add(Fingerprint(token));
    }

    /// <summary>Saves the new token after a refresh, unless a cmdlet can save it.</summary>
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
        // Unlike awaiting the task, this does not throw.
        await Task.WhenAny(refresh).ConfigureAwait(false);
        bool hasWriter;
        lock (_lock)
        {
            hasWriter = _writers.Count > 0;
        }

        if (!hasWriter)
        {
            await Task.Run(() => WriteBackAsync(isExit: false)).ConfigureAwait(false);
        }
    }

    private async Task WriteBackAsync(bool isExit)
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            lock (_lock)
            {
                _refusedBy = isExit ? null : _refusedBy;
            }

            await WriteAsync(this, _commands.WriteAsync).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Saves the newest token, and any newer one that arrives meanwhile. Returns an error message if saving fails; otherwise, null.</summary>
    private async Task<string?> WriteAsync(object writer, Func<SecureString, Task> write)
    {
        string? failure = null;
        while (GetUnsaved(writer) is { } token)
        {
            object? refusedBy = null;
            try
            {
                await write(token).ConfigureAwait(false);
                failure = null;
            }
            catch (Exception exception) when (writer == this
                ? exception is RuntimeException or InvalidOperationException or InvalidRunspaceStateException
                : exception is RuntimeException and not PipelineStoppedException)
            {
                failure = exception.Message;
                refusedBy = writer;
            }

            lock (_lock)
            {
                if (token == _newest)
                {
                    _isUnsaved = refusedBy is not null;
                    _refusedBy = refusedBy;
                }
            }
        }

        return failure;
    }

    /// <summary>Returns the token to save, or null. Each cmdlet tries once; the separate runspace tries only if no attempt has failed.</summary>
    private SecureString? GetUnsaved(object writer)
    {
        lock (_lock)
        {
            return _isUnsaved && (_refusedBy is null || (writer != this && writer != _refusedBy)) ? _newest : null;
        }
    }

    private static string Fingerprint(SecureString secret)
    {
        using var hash = SHA256.Create();
        return Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(new NetworkCredential(string.Empty, secret).Password)));
    }
}
