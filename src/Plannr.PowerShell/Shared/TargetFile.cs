namespace Plannr.PowerShell.Shared;

/// <summary>A file that is written completely or not at all, through a draft in the same folder. A link's target is written; a device or pipe receives the bytes as they arrive.</summary>
internal sealed class TargetFile(SessionState session, string path, bool keepExisting, bool overwriteReadOnly, string readOnlyAdvice)
{
    private const int MostLinks = 40;

    private readonly (string Path, string End, PSObject? Status) _place = Find(session, path);

    /// <summary>What to do if the file exists and has to stay.</summary>
    public string ExistsAdvice { get; init; } = "Use another path, or omit -NoClobber to replace it.";

    /// <summary>The path in the file system. The file can be behind links.</summary>
    public string Path => _place.Path;

    public bool Exists => File.Exists(_place.End);

    private static IPlannrFiles Files => ClientFactory.Current.Files;

    private string Folder => System.IO.Path.GetDirectoryName(_place.End)!;

    private bool IsReadOnly => Exists && (File.GetAttributes(_place.End) & FileAttributes.ReadOnly) != 0;

    /// <summary>Whether it is a device, a pipe or the like, which no file may replace.</summary>
    private bool IsStream => Exists && (IsOfSystem(_place.End) || (_place.Status?.Properties["ItemType"]?.Value?.ToString() is { } type && type != "File"));

    /// <summary>Whether it is a link still: .NET Framework can't resolve links.</summary>
    private bool IsLink => (File.GetAttributes(_place.End) & FileAttributes.ReparsePoint) != 0 && Edition.IsDesktop;

    /// <summary>Checks before the work whether the file may be written.</summary>
    /// <exception cref="PlannrFileException">It may not.</exception>
    public void Check()
    {
        if (Directory.Exists(Path))
        {
            throw Refused($"'{Path}' is a folder.", "Give the path of a file.");
        }

        if (!Directory.Exists(Folder))
        {
            throw Refused($"There is no folder '{Folder}'.", "Create the folder first, or use another path.");
        }

        if (Exists && keepExisting)
        {
            throw new PlannrFileException(PlannrFileException.Exists, $"There is a file '{Path}' already.", ExistsAdvice);
        }

        if (IsReadOnly && !overwriteReadOnly)
        {
            throw Refused($"The file '{Path}' is read-only.", readOnlyAdvice);
        }
    }

    /// <summary>Writes the file, and returns whether it did.</summary>
    /// <param name="write">Writes; false leaves an existing file as it was.</param>
    /// <exception cref="PlannrFileException">It can't be written. An existing file is as it was.</exception>
    public async Task<bool> WriteAsync(Func<Stream, Task<bool>> write)
    {
        try
        {
            if (!IsStream)
            {
                return await WriteWholeAsync(write).ConfigureAwait(false);
            }

            // Behind /dev/stdout can be a file too, whose beginning must stay.
            using var stream = new FileStream(_place.End, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            return await write(stream).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refused($"The file '{Path}' can't be written: {exception.Message}", "Check that the folder is writable and has free space, and that no program has the file open.", exception);
        }
    }

    private static PlannrFileException Refused(string message, string action, Exception? exception = null) =>
        new(PlannrFileException.NotWritten, message, action, exception);

    /// <summary>Whether it is a file that the process has open, such as that behind /dev/stdout: the text of a link there says nothing.</summary>
    private static bool IsOfSystem(string path) => path.StartsWith("/proc/", StringComparison.Ordinal);

    /// <exception cref="PlannrFileException">The path is not one of the file system, its links lead nowhere, or it is too long.</exception>
    private static (string Path, string End, PSObject? Status) Find(SessionState session, string path)
    {
        string resolved = Resolve(session, path);
        string end = FollowLinks(resolved);
        return (resolved, end, File.Exists(end) ? GetStatus(session, end) : null);
    }

    /// <summary>PowerShell's location is not the process's current folder, and need not be in the file system. Wildcard characters mean themselves.</summary>
    private static string Resolve(SessionState session, string path)
    {
        const string advice = "Give the path of a file, such as C:\\Reports\\automations.html.";
        try
        {
            string resolved = session.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (provider.Name != "FileSystem")
            {
                throw Refused($"'{path}' is not a path of the file system.", advice);
            }

            // Throws for characters that no path can have.
            _ = System.IO.Path.GetFullPath(resolved);
            return resolved;
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException or ArgumentException or NotSupportedException or IOException)
        {
            throw Refused($"'{path}' can't be found: {exception.Message}", advice);
        }
    }

    private static string FollowLinks(string path)
    {
        string end = path;
        try
        {
            for (int links = 0; !IsOfSystem(end) && Files.ResolveLink(end) is { } next; links++)
            {
                end = links < MostLinks ? next : throw new IOException("Its links lead in a circle.");
            }

            return end;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return end;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refused($"The file '{path}' can't be written: {exception.Message}", "Use another path.", exception);
        }
    }

    /// <summary>Returns the UnixStat of the file, which only PowerShell reads, and only on Linux and macOS.</summary>
    private static PSObject? GetStatus(SessionState session, string path)
    {
        try
        {
            PSObject? item = session.InvokeProvider.Item.Get(["Microsoft.PowerShell.Core\\FileSystem::" + path], force: true, literalPath: true).FirstOrDefault();
            return item?.Properties["UnixStat"]?.Value is { } status ? PSObject.AsPSObject(status) : null;
        }
        catch (RuntimeException)
        {
            return null;
        }
    }

    private async Task<bool> WriteWholeAsync(Func<Stream, Task<bool>> write)
    {
        // Without the name of the file, which may be as long as a name can be.
        string draft = System.IO.Path.Combine(Folder, $".{Guid.NewGuid():N}.tmp");
        using IDisposable deletion = Files.DeleteOnExit(draft);
        try
        {
            bool isWritten;
            using (FileStream stream = Files.CreatePrivate(draft))
            {
                isWritten = await write(stream).ConfigureAwait(false);
            }

            if (isWritten)
            {
                Check();
                Replace(draft);
            }

            return isWritten;
        }
        finally
        {
            Discard(draft);
        }
    }

    private static void Discard(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The error before this one is the one to report.
        }
    }

    /// <summary>Gives the draft the owner and mode of the file, or the mode of a new file, and moves it to the place of the file.</summary>
    private void Replace(string draft)
    {
        if (!Exists)
        {
            Files.SetDefaultMode(draft);
            File.Move(draft, _place.End);
            return;
        }

        // The mode last: a change of owner can clear bits of it.
        if (_place.Status?.Properties["UserId"]?.Value is int user && _place.Status.Properties["GroupId"]?.Value is int group)
        {
            Files.TrySetOwner(draft, user, group);
        }

        Files.CopyMode(_place.End, draft);
        if (IsLink)
        {
            File.Copy(draft, _place.End, overwrite: true);
            return;
        }

        FileAttributes attributes = File.GetAttributes(_place.End);
        bool wasReadOnly = (attributes & FileAttributes.ReadOnly) != 0;
        if (wasReadOnly)
        {
            File.SetAttributes(_place.End, attributes & ~FileAttributes.ReadOnly);
        }

        try
        {
            // On Windows this keeps who may read and write the file; elsewhere the draft was made so.
            File.Replace(draft, _place.End, destinationBackupFileName: null);
        }
        finally
        {
            if (wasReadOnly)
            {
                File.SetAttributes(_place.End, File.GetAttributes(_place.End) | FileAttributes.ReadOnly);
            }
        }
    }
}
