namespace Plannr.PowerShell.Shared;

/// <summary>A file that is written through a temporary file in the same folder, so that it is written completely or not at all. If the path is a link, the link's target is written. A device or pipe is written directly.</summary>
internal sealed class TargetFile(SessionState session, string path, bool keepExisting, bool overwriteReadOnly, string readOnlyAdvice)
{
    private const int MostLinks = 40;

    private readonly (string Path, string End, PSObject? Status) _place = Find(session, path);

    /// <summary>The advice if the file exists and must not be replaced.</summary>
    public string ExistsAdvice { get; init; } = "Use another path, or omit -NoClobber to replace the file.";

    /// <summary>The path in the file system, before links are resolved.</summary>
    public string Path => _place.Path;

    public bool Exists => File.Exists(_place.End);

    private static IPlannrFiles Files => ClientFactory.Current.Files;

    private string Folder => System.IO.Path.GetDirectoryName(_place.End)!;

    private bool IsReadOnly => Exists && (File.GetAttributes(_place.End) & FileAttributes.ReadOnly) != 0;

    /// <summary>Whether the target is a device, a pipe or another special file that a regular file must not replace.</summary>
    private bool IsStream => Exists && (IsOfSystem(_place.End) || (_place.Status?.Properties["ItemType"]?.Value?.ToString() is { } type && type != "File"));

    /// <summary>Whether the resolved path is still a link. This is possible only on .NET Framework, which can't resolve links.</summary>
    private bool IsLink => (File.GetAttributes(_place.End) & FileAttributes.ReparsePoint) != 0 && Edition.IsDesktop;

    /// <summary>Checks, before the work begins, whether the file can be written.</summary>
    /// <exception cref="PlannrFileException">The file can't be written.</exception>
    public void Check()
    {
        if (Directory.Exists(Path))
        {
            throw Refused($"'{Path}' is a folder.", "Specify the path of a file.");
        }

        if (!Directory.Exists(Folder))
        {
            throw Refused($"The folder '{Folder}' does not exist.", "Create the folder first, or use another path.");
        }

        if (Exists && keepExisting)
        {
            throw new PlannrFileException(PlannrFileException.Exists, $"The file '{Path}' already exists.", ExistsAdvice);
        }

        if (IsReadOnly && !overwriteReadOnly)
        {
            throw Refused($"The file '{Path}' is read-only.", readOnlyAdvice);
        }
    }

    /// <summary>Writes the file and returns whether it was written.</summary>
    /// <param name="write">Writes the content. If it returns false, an existing file stays unchanged.</param>
    /// <exception cref="PlannrFileException">The file can't be written. An existing file stays unchanged.</exception>
    public async Task<bool> WriteAsync(Func<Stream, Task<bool>> write)
    {
        try
        {
            if (!IsStream)
            {
                return await WriteWholeAsync(write).ConfigureAwait(false);
            }

            // /dev/stdout can be redirected to a file. Appending preserves the existing content of that file.
            using var stream = new FileStream(_place.End, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            return await write(stream).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refused($"The file '{Path}' can't be written: {exception.Message}", "Check that the folder is writable, that the disk has free space, and that no program has the file open.", exception);
        }
    }

    private static PlannrFileException Refused(string message, string action, Exception? exception = null) =>
        new(PlannrFileException.NotWritten, message, action, exception);

    /// <summary>Returns whether the path is in /proc, such as /proc/self/fd/1, which /dev/stdout links to. Links in /proc are not followed, because their text may not be a path.</summary>
    private static bool IsOfSystem(string path) => path.StartsWith("/proc/", StringComparison.Ordinal);

    /// <exception cref="PlannrFileException">The path is not in the file system, its links can't be resolved, or it is too long.</exception>
    private static (string Path, string End, PSObject? Status) Find(SessionState session, string path)
    {
        string resolved = Resolve(session, path);
        string end = FollowLinks(resolved);
        return (resolved, end, File.Exists(end) ? GetStatus(session, end) : null);
    }

    /// <summary>Resolves a path against PowerShell's location, which can differ from the process's current folder and may not be in the file system. Wildcard characters are treated literally.</summary>
    private static string Resolve(SessionState session, string path)
    {
        const string advice = "Specify the path of a file, such as C:\\Reports\\automations.html.";
        try
        {
            string resolved = session.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (provider.Name != "FileSystem")
            {
                throw Refused($"'{path}' is not a file system path.", advice);
            }

            // Throws if the path contains invalid characters.
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
                end = links < MostLinks ? next : throw new IOException("Its links form a loop.");
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

    /// <summary>Returns the file's UnixStat property, which PowerShell adds on Linux and macOS.</summary>
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
        // The temporary name omits the file name, which may already have the maximum length.
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
            // This error is ignored, so that it does not hide an earlier one.
        }
    }

    /// <summary>Replaces the target with the temporary file, which gets the owner and mode of the existing file or, if there is none, the mode of a new file.</summary>
    private void Replace(string draft)
    {
        if (!Exists)
        {
            Files.SetDefaultMode(draft);
            File.Move(draft, _place.End);
            return;
        }

        // Set the mode last, because a change of owner can clear some mode bits.
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
            // On Windows, this keeps the file's access control list. On other systems, the owner and mode were copied above.
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
