namespace Plannr;

/// <summary>Creates what the cmdlets need from the HTTP core. The only type that they look up there by name.</summary>
public interface IPlannrClientFactory
{
    /// <summary>File system features that only the core can use. They need no connection.</summary>
    IPlannrFiles Files { get; }

    /// <summary>Creates a client. Sends nothing yet.</summary>
    /// <param name="options">The settings of the connection.</param>
    /// <returns>The client, which the caller disposes.</returns>
    /// <exception cref="PlannrInvalidConnectionException">A token must not be sent to the base address, or the token can't be sent.</exception>
    IPlannrClient Create(PlannrClientOptions options);

    /// <summary>Begins a user's sign-in. Sends nothing yet; if it listens, it listens from now on.</summary>
    /// <param name="options">The settings of the connection. The token is not used.</param>
    /// <param name="authorization">The client, and the URL that the browser returns to.</param>
    /// <returns>The sign-in, which the caller disposes.</returns>
    /// <exception cref="PlannrInvalidConnectionException">A token or a code must not be sent to an address, or its port is in use.</exception>
    IPlannrAuthorization Authorize(PlannrClientOptions options, PlannrAuthorizationOptions authorization);

    /// <summary>Creates an empty report. It needs no connection.</summary>
    /// <param name="title">The title of the page.</param>
    /// <returns>The report.</returns>
    IPlannrReport CreateReport(string title);
}

/// <summary>A report on automation executions: one HTML page without other files or network access.</summary>
public interface IPlannrReport
{
    /// <summary>The number of executions in the report.</summary>
    int Count { get; }

    /// <summary>Adds an execution. Only what the report shows of it is kept.</summary>
    /// <param name="execution">The execution.</param>
    void Add(AutomationExecution execution);

    /// <summary>Writes the page in UTF-8. The stream stays open.</summary>
    /// <param name="stream">The stream to write to.</param>
    void WriteTo(Stream stream);
}

/// <summary>System features that .NET Standard 2.0 lacks. On .NET Framework, links are not resolved and files have no mode.</summary>
public interface IPlannrFiles
{
    /// <summary>Resolves one symbolic link.</summary>
    /// <param name="path">The path of a file or a link.</param>
    /// <returns>The full path that the link points to, which may be another link; null if the path is not a link.</returns>
    /// <exception cref="IOException">The path doesn't exist or can't be read.</exception>
    string? ResolveLink(string path);

    /// <summary>Creates a file that, on Linux and macOS, only its owner can read and write (mode 0600) from the first byte.</summary>
    /// <param name="path">The path of a file that doesn't exist yet.</param>
    /// <returns>The file, open for writing.</returns>
    /// <exception cref="IOException">The file exists already or can't be created.</exception>
    FileStream CreatePrivate(string path);

    /// <summary>Gives a file the mode that a new file of this process gets from the umask. Does nothing on Windows, where files have no mode.</summary>
    /// <param name="path">The file whose mode changes.</param>
    /// <exception cref="IOException">The mode can't be changed.</exception>
    void SetDefaultMode(string path);

    /// <summary>Gives a file the mode of another file. Does nothing on Windows, where files have no mode.</summary>
    /// <param name="source">The file whose mode is copied.</param>
    /// <param name="target">The file whose mode changes.</param>
    /// <exception cref="IOException">The mode can't be read or changed.</exception>
    void CopyMode(string source, string target);

    /// <summary>Gives a file an owner and a group, or the group alone, as far as the system allows it. Does nothing on Windows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="userId">The user ID.</param>
    /// <param name="groupId">The group ID.</param>
    void TrySetOwner(string path, int userId, int groupId);

    /// <summary>Runs an action if the process ends, by a signal such as SIGTERM too, before the result is disposed. The process waits for it.</summary>
    /// <param name="action">The action.</param>
    /// <returns>Disposed when the action is not needed any more.</returns>
    IDisposable OnExit(Action action);

    /// <summary>Deletes a file if the process ends, by a signal such as SIGTERM too, before the result is disposed.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Disposed when the file needs no deletion any more.</returns>
    IDisposable DeleteOnExit(string path);
}
