namespace Plannr;

/// <summary>Creates the objects that the cmdlets need from the HTTP core. The implementation is the only core type that the cmdlets load by name.</summary>
internal interface IPlannrClientFactory
{
    /// <summary>System features that only the core can implement. They can be used without a connection.</summary>
    IPlannrFiles Files { get; }

    /// <exception cref="PlannrInvalidConnectionException">A URL is invalid or not safe to send a token to, or the token or the client ID is missing or invalid.</exception>
    IPlannrClient Create(PlannrClientOptions options);

    /// <summary>Begins a user's sign-in and starts listening if requested. Sends nothing.</summary>
    /// <exception cref="PlannrInvalidConnectionException">A URL is invalid or not safe to send a token or code to, the client ID is empty, or the redirect URI's port is in use.</exception>
    IPlannrAuthorization Authorize(PlannrClientOptions options, PlannrAuthorizationOptions authorization);

    /// <summary>Parses JSON into plain values: dictionaries, lists, strings, numbers, booleans and null.</summary>
    /// <exception cref="FormatException">The text is not JSON.</exception>
    object? ReadJson(byte[] json);

    /// <summary>Reads a record from JSON with the API's field names; returns null if the JSON is not an object.</summary>
    T? ReadRecord<T>(byte[] json)
        where T : PlannrResource, new();

    /// <summary>Serializes plain values as indented JSON in UTF-8.</summary>
    byte[] WriteJson(object? value);

    /// <summary>Creates an empty report in the format for a file extension: an Excel workbook for <c>.xlsx</c>, a CSV file of the steps for <c>.csv</c>, and an HTML page for any other extension. Does not require a connection.</summary>
    IPlannrReport CreateReport(string title, string extension);
}

/// <summary>A report on automation executions.</summary>
internal interface IPlannrReport
{
    int Count { get; }

    /// <summary>Adds an execution. The report keeps only the data that it shows.</summary>
    void Add(AutomationExecution execution);

    /// <summary>Writes the report. Can be called only once; the stream stays open.</summary>
    Task WriteToAsync(Stream stream, CancellationToken cancellationToken);
}

/// <summary>System features that .NET Standard 2.0 lacks. On .NET Framework, links are not resolved and files have no mode. The methods that access a file can throw <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>, except <see cref="TrySetOwner"/>.</summary>
internal interface IPlannrFiles
{
    /// <summary>Returns the full path of a symbolic link's target (possibly another link), or null if the path is not a link.</summary>
    string? ResolveLink(string path);

    /// <summary>Creates a file that, on Linux and macOS, only its owner can read and write (mode 0600) from the start.</summary>
    FileStream CreatePrivate(string path);

    /// <summary>Sets a file's mode to that of a new file created by this process, according to the umask. Does nothing on Windows, where files have no mode.</summary>
    void SetDefaultMode(string path);

    /// <summary>Copies a file's mode to another file. Does nothing on Windows, where files have no mode.</summary>
    void CopyMode(string source, string target);

    /// <summary>Sets a file's owner and group or, if the system does not allow that, tries to set only the group. Does nothing on Windows.</summary>
    void TrySetOwner(string path, int userId, int groupId);

    /// <summary>Runs an action if the process ends before the returned object is disposed, including on a signal such as SIGTERM. The process waits for the action to finish.</summary>
    IDisposable OnExit(Action action);

    /// <summary>Deletes a file if the process ends before the returned object is disposed, including on a signal such as SIGTERM.</summary>
    IDisposable DeleteOnExit(string path);
}
