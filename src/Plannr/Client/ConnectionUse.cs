namespace Plannr;

/// <summary>Counts the commands that use a connection, so that one that was replaced closes when the last of them has ended.</summary>
internal sealed class ConnectionUse
{
    private readonly object _lock = new();
    private int _users;
    private Action? _close;
    private bool _isClosed;

    /// <summary>Counts a user in, unless the connection has been replaced or closed.</summary>
    public bool TryBegin()
    {
        lock (_lock)
        {
            if (_isClosed || _close is not null)
            {
                return false;
            }

            _users++;
            return true;
        }
    }

    /// <summary>Counts a user out.</summary>
    public void End()
    {
        lock (_lock)
        {
            if (--_users > 0 || _close is null)
            {
                return;
            }
        }

        Close(_close);
    }

    /// <summary>Closes the connection when the last user has ended; at once if there is none.</summary>
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

    /// <summary>Closes the connection, whoever uses it. Only the first call closes it.</summary>
    public void Close(Action close)
    {
        lock (_lock)
        {
            if (_isClosed)
            {
                return;
            }

            _isClosed = true;
        }

        close();
    }
}
