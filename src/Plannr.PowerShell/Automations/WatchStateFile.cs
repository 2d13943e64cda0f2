namespace Plannr.PowerShell.Automations;

/// <summary>A state file for watches. It is replaced completely or not at all, and only one watch can use it at a time.</summary>
internal sealed class WatchStateFile : IDisposable
{
    private const long FormatVersion = 1;
    private const string StartAgain = "Check that you can read the file. If it is damaged, restore it, or delete it to start afresh. If you delete it, executions that have ended since the last watch are returned only if you use -After.";

    private readonly TargetFile _target;
    private readonly FileStream _lock;
    private readonly Dictionary<string, AutomationWatchState> _states = new(StringComparer.Ordinal);

    /// <exception cref="PlannrFileException">The file can't be read, can't be written, or is in use.</exception>
    public WatchStateFile(SessionState session, string path)
    {
        _target = new TargetFile(session, path, keepExisting: false, overwriteReadOnly: false, "Make the file writable, or use another path.");
        _target.Check();
        _lock = Lock(_target.Path);
        try
        {
            if (_target.Exists)
            {
                Read();
            }
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    /// <summary>Returns the state of a connection's account, or null if the account was never watched.</summary>
    public AutomationWatchState? Find(PlannrConnection connection) => _states.TryGetValue(GetKey(connection), out AutomationWatchState? state) ? state : null;

    public void Add(PlannrConnection connection, AutomationWatchState state) => _states[GetKey(connection)] = state;

    /// <exception cref="PlannrFileException">The file can't be written.</exception>
    public Task<bool> SaveAsync() => _target.WriteAsync(async stream =>
    {
        byte[] json = ClientFactory.Current.WriteJson(new Dictionary<string, object?>
        {
            ["about"] = "The state file of Watch-PlannrAutomationExecution -StatePath. Delete it to start afresh.",
            ["version"] = FormatVersion,
            ["watches"] = _states.OrderBy(state => state.Key, StringComparer.Ordinal).ToDictionary(state => state.Key, state => (object?)state.Value.ToMap()),
        });
        await stream.WriteAsync(json, 0, json.Length).ConfigureAwait(false);
        return true;
    });

    public void Dispose() => _lock.Dispose();

    /// <summary>Identifies a connection by server and account, because a later run can use the same connection name for another firm.</summary>
    private static string GetKey(PlannrConnection connection) => $"{connection.BaseUri.GetLeftPart(UriPartial.Authority)} {connection.AccountUuid}".TrimEnd();

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PlannrFileException(
                PlannrFileException.InUse,
                $"The state file '{path}' is in use by another watch, or can't be locked: {exception.Message}",
                $"Wait until the other watch has ended, or use another file, because each watch needs its own. If no other watch is running, check that the file '{path}.lock' can be written.",
                exception);
        }
    }

    private void Read()
    {
        try
        {
            if (ClientFactory.Current.ReadJson(File.ReadAllBytes(_target.Path)) is not ResourceMap<object?> file
                || !file.TryGetValue("version", out object? version) || !file.TryGetValue("watches", out object? watches))
            {
                throw new FormatException("It is not a state file.");
            }

            if (version is not FormatVersion)
            {
                throw new FormatException($"Its version is {version ?? "null"}, but this module reads only version {FormatVersion}.");
            }

            foreach (KeyValuePair<string, object?> watch in watches as ResourceMap<object?> ?? throw new FormatException("It has no watches."))
            {
                _states.Add(watch.Key, AutomationWatchState.FromMap(watch.Value as ResourceMap<object?> ?? throw new FormatException($"The watch '{watch.Key}' can't be read.")));
            }
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new PlannrFileException(PlannrFileException.NotRead, $"The state file '{_target.Path}' can't be read: {exception.Message}", StartAgain, exception);
        }
    }
}
