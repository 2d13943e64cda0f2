namespace Plannr.PowerShell.Commands;

/// <summary>What all cmdlets share that use a connection.</summary>
public abstract class ConnectedCommand : PlannrCommand
{
    private readonly List<ConnectionLease> _leases = [];
    private VaultSecret? _vaultSecret;

    /// <summary>
    /// The connection to use, or its name. Without it, the default connection is used: the one that Connect-Plannr made last.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ConnectionReference? Connection { get; set; }

    /// <summary>The connection in use.</summary>
    private protected PlannrConnection CurrentConnection { get; private set; } = null!;

    /// <summary>The client of the connection in use.</summary>
    private protected IPlannrClient Client => ClientOf(CurrentConnection);

    /// <summary>
    /// Sends a request, and remembers for completion what is of use in the answer. Where the connection was closed meanwhile, by a cmdlet
    /// further down or another runspace, the error says so.
    /// </summary>
    /// <param name="request">Sends it.</param>
    /// <param name="isRemembered">Whether the answer is of use for completion.</param>
    private protected Task<T> Send<T>(Func<IPlannrClient, Task<T>> request, bool isRemembered = true) => Send(CurrentConnection, request, isRemembered);

    /// <summary>As the other one, over another connection than the cmdlet's own.</summary>
    private protected async Task<T> Send<T>(PlannrConnection connection, Func<IPlannrClient, Task<T>> request, bool isRemembered = true)
    {
        // Found first: an answer that comes after a switch of accounts belongs to the account before.
        IPlannrClient client = ClientOf(connection);
        var seen = SeenValues.Of(connection);
        try
        {
            T answer = await request(client).ConfigureAwait(false);
            if (isRemembered && seen.AccountUuid == client.AccountUuid)
            {
                seen.Note(answer);
            }

            return answer;
        }
        catch (Exception exception) when (
            exception is ObjectDisposedException or OperationCanceledException && !Cancellation.IsCancellationRequested && !ConnectionReference.IsOpen(connection))
        {
            throw ConnectionReference.Closed(connection);
        }
    }

    /// <summary>How long the limit of requests holds the connection up from now; null where it does not.</summary>
    private protected TimeSpan? LimitWait => CurrentConnection?.Client.Statistics.RateLimitWait;

    /// <summary>A request can have replaced a refresh token that came from a vault.</summary>
    private protected override void AfterWait() => VaultSecrets.WriteBack(CurrentConnection, this);

    /// <summary>Ends the work, and leaves the writing of the vault's secret to others.</summary>
    /// <param name="disposing">Whether the call comes from <see cref="PlannrCommand.Dispose()"/>.</param>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _vaultSecret?.RemoveWriter(WriteBackAtOnce);
        _leases.ForEach(lease => lease.Dispose());
    }

    /// <summary>Whether the cmdlet can do nothing without a connection; else it is looked for when something has to be asked.</summary>
    private protected virtual bool NeedsConnection => true;

    /// <summary>Finds the connection, before anything else is done.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (NeedsConnection)
        {
            FindConnection();
        }
    }

    /// <summary>Finds the connection, unless it has been found.</summary>
    private protected void FindConnection()
    {
        if (CurrentConnection is not null)
        {
            return;
        }

        try
        {
            CurrentConnection = Use(Connection);
            _vaultSecret = VaultSecrets.UsedBy(CurrentConnection);
            _vaultSecret?.AddWriter(WriteBackAtOnce);
        }
        catch (PlannrNotConnectedException exception)
        {
            Fail(exception, Connection?.ToString());
        }
    }

    /// <summary>Finds a connection and keeps it open until the cmdlet has ended, though another takes its name.</summary>
    /// <exception cref="PlannrNotConnectedException">There is none, or it was closed.</exception>
    private protected PlannrConnection Use(ConnectionReference? reference)
    {
        var lease = ConnectionLease.Begin(reference, Observer);
        _leases.Add(lease);
        return lease.Connection;
    }

    private IPlannrClient ClientOf(PlannrConnection connection) => _leases.Find(lease => lease.Connection == connection)!.Client;

    /// <summary>Not only when the wait is over: a wait can last for hours, and end by Ctrl+C.</summary>
    private void WriteBackAtOnce() => Post(() => _vaultSecret!.WriteBack(this));
}
