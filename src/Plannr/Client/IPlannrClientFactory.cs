namespace Plannr;

/// <summary>Creates what the cmdlets need from the HTTP core. The only type that they look up there by name.</summary>
internal interface IPlannrClientFactory
{
    /// <summary>File system features that only the core can use. They need no connection.</summary>
    IPlannrFiles Files { get; }

    /// <exception cref="PlannrInvalidConnectionException">A token must not be sent to the base address, or the token can't be sent.</exception>
    IPlannrClient Create(PlannrClientOptions options);

    /// <summary>Begins a user's sign-in. Sends nothing yet; if it listens, it listens from now on.</summary>
    /// <exception cref="PlannrInvalidConnectionException">A token or a code must not be sent to an address, or its port is in use.</exception>
    IPlannrAuthorization Authorize(PlannrClientOptions options, PlannrAuthorizationOptions authorization);

    /// <summary>Reads JSON as plain values: dictionaries, lists, texts, numbers, booleans and null.</summary>
    /// <exception cref="FormatException">It is not JSON.</exception>
    object? ReadJson(byte[] json);

    /// <summary>Reads a record from JSON with the API's names; null if it is not one.</summary>
    T? ReadRecord<T>(byte[] json)
        where T : PlannrResource, new();

    /// <summary>Writes plain values as indented JSON in UTF-8.</summary>
    byte[] WriteJson(object? value);

    /// <summary>Creates an empty report in the format of a file extension: an Excel workbook for <c>.xlsx</c>, the steps as comma-separated values for <c>.csv</c>, otherwise one HTML page. It needs no connection.</summary>
    IPlannrReport CreateReport(string title, string extension);
}

/// <summary>A report on automation executions.</summary>
internal interface IPlannrReport
{
    int Count { get; }

    /// <summary>Adds an execution. Only what the report shows of it is kept.</summary>
    void Add(AutomationExecution execution);

    /// <summary>Writes the report, once. The stream stays open.</summary>
    Task WriteToAsync(Stream stream, CancellationToken cancellationToken);
}

/// <summary>System features that .NET Standard 2.0 lacks. On .NET Framework, links are not resolved and files have no mode. Methods throw <see cref="IOException"/>, but for the Try methods.</summary>
internal interface IPlannrFiles
{
    /// <summary>Resolves one symbolic link: the full path that it points to, which may be another link; null if the path is not a link.</summary>
    string? ResolveLink(string path);

    /// <summary>Creates a file that, on Linux and macOS, only its owner can read and write (mode 0600) from the first byte.</summary>
    FileStream CreatePrivate(string path);

    /// <summary>Gives a file the mode that a new file of this process gets from the umask. Does nothing on Windows, where files have no mode.</summary>
    void SetDefaultMode(string path);

    /// <summary>Gives a file the mode of another file. Does nothing on Windows, where files have no mode.</summary>
    void CopyMode(string source, string target);

    /// <summary>Gives a file an owner and a group, or the group alone, as far as the system allows it. Does nothing on Windows.</summary>
    void TrySetOwner(string path, int userId, int groupId);

    /// <summary>Runs an action if the process ends, by a signal such as SIGTERM too, before the result is disposed. The process waits for it.</summary>
    IDisposable OnExit(Action action);

    /// <summary>Deletes a file if the process ends, by a signal such as SIGTERM too, before the result is disposed.</summary>
    IDisposable DeleteOnExit(string path);
}
