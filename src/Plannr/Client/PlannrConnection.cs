namespace Plannr;

/// <summary>A connection to the Plannr API. It does not expose any secrets.</summary>
public sealed class PlannrConnection
{
    internal PlannrConnection(string name, PlannrClientOptions options, string authentication, IPlannrClient client, DateTimeOffset connectedAt)
    {
        Name = name;
        BaseUri = options.BaseUri;
        Authentication = authentication;
        Client = client;
        ConnectedAt = connectedAt;
    }

    /// <summary>The name that selects the connection (<c>-Connection</c>).</summary>
    public string Name { get; }

    /// <summary>The URL of the API.</summary>
    public Uri BaseUri { get; }

    /// <summary>The authentication method, such as <c>AccessToken</c> or <c>Demo</c>. It does not contain any secrets.</summary>
    public string Authentication { get; }

    /// <summary>The UUID of the account that the connection acts as, or null. <c>Switch-PlannrAccount</c> changes the account.</summary>
    public Guid? AccountUuid => Client.AccountUuid;

    /// <summary>The name of the account that the connection acts as, or null if the account is not among the user's logins or the logins have not been read.</summary>
    public string? AccountName => Logins.FirstOrDefault(login => login.AccountUuid == AccountUuid)?.AccountName;

    /// <summary>The time when the connection was opened.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>The number of requests per minute that the server allows for all of the user's scripts together. Null until the server reports it.</summary>
    public int? RateLimit => Client.Statistics.RateLimit;

    /// <summary>The number of requests left in the current minute, according to the last response. Null until the server reports it.</summary>
    public int? RateLimitRemaining => Client.Statistics.RateLimitRemaining;

    /// <summary>The number of requests that the connection has sent, including retries.</summary>
    public long RequestsSent => Client.Statistics.RequestsSent;

    /// <summary>The number of retries that the connection has made.</summary>
    public long Retries => Client.Statistics.Retries;

    /// <summary>Whether cmdlets use this connection by default.</summary>
    public bool IsDefault => IsDefaultNow(this);

    internal IPlannrClient Client { get; }

    /// <summary>The counter of the commands that use the connection.</summary>
    internal ConnectionUse Use { get; } = new();

    /// <summary>The user's logins as last read, which are used for account names and argument completion. Empty if they have not been read.</summary>
    internal IReadOnlyList<Login> Logins { get; set; } = [];

    /// <summary>Returns whether the connection is currently the default. The connection registry sets this function.</summary>
    internal Func<PlannrConnection, bool> IsDefaultNow { get; set; } = _ => false;

    /// <summary>Returns whether the connection has the given name, ignoring case.</summary>
    internal bool HasName(string? name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the name of the connection.</summary>
    public override string ToString() => Name;
}

/// <summary>The statistics of a connection. The limits are null until the server reports them, and the wait is null if no request has to wait.</summary>
internal sealed record PlannrStatistics(int? RateLimit, int? RateLimitRemaining, TimeSpan? RateLimitWait, long RequestsSent, long Retries);

/// <summary>Counts the commands that use a connection, so that a replaced connection closes when the last command has ended.</summary>
internal sealed class ConnectionUse
{
    private readonly object _lock = new();
    private int _users;
    private Action? _close;
    private int _isClosed;

    /// <summary>Adds a command and returns true, or returns false if the connection has been replaced or closed.</summary>
    public bool TryBegin()
    {
        lock (_lock)
        {
            bool isOpen = Volatile.Read(ref _isClosed) == 0 && _close is null;
            _users += isOpen ? 1 : 0;
            return isOpen;
        }
    }

    /// <summary>Removes a command. Removing the last command closes a replaced connection.</summary>
    public void End()
    {
        Action? close;
        lock (_lock)
        {
            close = --_users > 0 ? null : _close;
        }

        if (close is not null)
        {
            Close(close);
        }
    }

    /// <summary>Closes the connection when the last command has ended, or immediately if no command uses it.</summary>
    public void CloseWhenUnused(Action close)
    {
        lock (_lock)
        {
            if (_users > 0)
            {
                _close = close;
                return;
            }
        }

        Close(close);
    }

    /// <summary>Closes the connection, even if it is in use. Only the first call has an effect.</summary>
    public void Close(Action close)
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 0)
        {
            close();
        }
    }
}
