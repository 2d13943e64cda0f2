namespace Plannr.Client.Automations;

/// <summary>
/// What the responses have shown about the filter by UUID. A 400 alone is no proof: it can mean an unknown filter or an address that is too long. Kept
/// for as long as the connection, since a wait polls again and again.
/// </summary>
internal sealed class BulkFilter
{
    private volatile bool _isTaken;
    private volatile bool _isRefused;

    public bool IsTaken
    {
        get => _isTaken;
        set => _isTaken = value;
    }

    public bool IsRefused
    {
        get => _isRefused;
        set => _isRefused = value;
    }
}
