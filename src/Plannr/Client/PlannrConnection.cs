namespace Plannr;

/// <summary>A connection to the Plannr API. Holds no readable secret.</summary>
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

    /// <summary>The name by which cmdlets find the connection (<c>-Connection</c>).</summary>
    public string Name { get; }

    /// <summary>The address of the API.</summary>
    public Uri BaseUri { get; }

    /// <summary>How it authenticates, such as <c>AccessToken</c> or <c>Demo</c>. Never the secret.</summary>
    public string Authentication { get; }

    /// <summary>The account that requests act as; null for none. <c>Switch-PlannrAccount</c> changes it.</summary>
    public Guid? AccountUuid => Client.AccountUuid;

    /// <summary>The name of that account, if the user's logins were read; otherwise null.</summary>
    public string? AccountName => Logins.FirstOrDefault(login => login.AccountUuid == AccountUuid)?.AccountName;

    /// <summary>When the connection was made.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>The requests per minute that the server allows, for all scripts of the user. Null if it has not said.</summary>
    public int? RateLimit => Client.Statistics.RateLimit;

    /// <summary>The requests of the minute that were left at the last response. Null if the server has not said.</summary>
    public int? RateLimitRemaining => Client.Statistics.RateLimitRemaining;

    /// <summary>The requests that the connection has sent, including retries.</summary>
    public long RequestsSent => Client.Statistics.RequestsSent;

    /// <summary>How many of them were retries.</summary>
    public long Retries => Client.Statistics.Retries;

    /// <summary>Whether cmdlets use this connection by default.</summary>
    public bool IsDefault => IsDefaultNow(this);

    internal IPlannrClient Client { get; }

    /// <summary>The commands that use the connection.</summary>
    internal ConnectionUse Use { get; } = new();

    /// <summary>The user's logins as they were last read, for names and completion. Empty if they were not.</summary>
    internal IReadOnlyList<Login> Logins { get; set; } = [];

    /// <summary>Returns whether the connection is the default now. Set by the registry of connections.</summary>
    internal Func<PlannrConnection, bool> IsDefaultNow { get; set; } = _ => false;

    /// <summary>Returns whether the connection has a name. Case does not matter.</summary>
    internal bool HasName(string? name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>What a connection has used of the API so far. What the server has not said is null.</summary>
internal sealed record PlannrStatistics(int? RateLimit, int? RateLimitRemaining, TimeSpan? RateLimitWait, long RequestsSent, long Retries);

/// <summary>Counts the commands that use a connection, so that a replaced one closes when the last of them has ended.</summary>
internal sealed class ConnectionUse
{
    private readonly object _lock = new();
    private int _users;
    private Action? _close;
    private int _isClosed;

    /// <summary>Adds a user, unless the connection has been replaced or closed.</summary>
    public bool TryBegin()
    {
        lock (_lock)
        {
            bool isOpen = Volatile.Read(ref _isClosed) == 0 && _close is null;
            _users += isOpen ? 1 : 0;
            return isOpen;
        }
    }

    /// <summary>Removes a user. The last one closes a replaced connection.</summary>
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

    /// <summary>Closes the connection when the last user has ended; immediately if there is none.</summary>
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
