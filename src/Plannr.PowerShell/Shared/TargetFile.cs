namespace Plannr.PowerShell.Shared;

/// <summary>
/// A file that is written whole or not at all: under another name in the same folder first, which then takes the place of what was there. A link stays one,
/// and the file that it leads to is written; what is a device or a pipe takes what is written as it comes.
/// </summary>
/// <param name="session">The session of the user.</param>
/// <param name="path">The path in the file system.</param>
/// <param name="keepExisting">Whether a file that is there stays.</param>
/// <param name="overwriteReadOnly">Whether one that is read-only is replaced too.</param>
/// <param name="readOnlyAdvice">What to do where it is not.</param>
internal sealed class TargetFile(SessionState session, string path, bool keepExisting, bool overwriteReadOnly, string readOnlyAdvice)
{
    private readonly FilePlace _place = FilePlace.Find(session, path);

    public bool Exists => File.Exists(_place.Path);

    private string Folder => Path.GetDirectoryName(_place.Path)!;

    /// <summary>Finds out before the work whether the file may be written.</summary>
    /// <exception cref="PlannrFileException">It may not.</exception>
    public void Check()
    {
        if (Directory.Exists(path))
        {
            throw Refused($"'{path}' is a folder.", "Give the path of a file.");
        }

        if (!Directory.Exists(Folder))
        {
            throw Refused($"There is no folder '{Folder}'.", "Make the folder first, or give another path.");
        }

        if (Exists && keepExisting)
        {
            throw new PlannrFileException(PlannrFileException.Exists, $"There is a file '{path}' already.", "Give another path, or leave out -NoClobber to replace it.");
        }

        if (IsReadOnly && !overwriteReadOnly)
        {
            throw Refused($"The file '{path}' is read-only.", readOnlyAdvice);
        }
    }

    /// <exception cref="PlannrFileException">It can't be written. What was there is still there.</exception>
    public void Write(Action<Stream> write) => WriteAsync(stream =>
    {
        write(stream);
        return Task.FromResult(true);
    }).GetAwaiter().GetResult();

    /// <summary>Writes the file with work that waits, and says whether it did.</summary>
    /// <param name="write">Writes; false leaves what was there as it was.</param>
    /// <exception cref="PlannrFileException">It can't be written. What was there is still there.</exception>
    public async Task<bool> WriteAsync(Func<Stream, Task<bool>> write)
    {
        try
        {
            return _place.IsStream ? await WriteThroughAsync(write).ConfigureAwait(false) : await WriteWholeAsync(write).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refused($"The file '{path}' can't be written: {exception.Message}", "Look whether the folder may be written to, has room, and no program has the file open.", exception);
        }
    }

    private static IPlannrFiles Files => ClientFactory.Current.Files;

    private bool IsReadOnly => Exists && (File.GetAttributes(_place.Path) & FileAttributes.ReadOnly) != 0;

    /// <summary>Whether it is a link still: .NET Framework can't say where one leads.</summary>
    private bool IsLink => (File.GetAttributes(_place.Path) & FileAttributes.ReparsePoint) != 0 && RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    private static PlannrFileException Refused(string message, string action, Exception? exception = null) =>
        new(PlannrFileException.NotWritten, message, action, exception);

    private async Task<bool> WriteThroughAsync(Func<Stream, Task<bool>> write)
    {
        // Behind /dev/stdout can be a file too, whose beginning is not ours.
        using var stream = new FileStream(_place.Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        return await write(stream).ConfigureAwait(false);
    }

    private async Task<bool> WriteWholeAsync(Func<Stream, Task<bool>> write)
    {
        // Without the name of the file, which may be as long as a name can be.
        string draft = Path.Combine(Folder, $".{Guid.NewGuid():N}.tmp");
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
                Share(draft);
                Replace(draft);
            }

            return isWritten;
        }
        finally
        {
            Discard(draft);
        }
    }

    /// <summary>Gives the finished draft the owner and mode of the file that it replaces, or the mode of a new file.</summary>
    private void Share(string draft)
    {
        if (!Exists)
        {
            Files.SetDefaultMode(draft);
            return;
        }

        // The mode last: a change of owner can clear bits of it.
        if (_place.Owner is { } owner)
        {
            Files.TrySetOwner(draft, owner.UserId, owner.GroupId);
        }

        Files.CopyMode(_place.Path, draft);
    }

    /// <summary>Where that fails, what failed before it is the error.</summary>
    private static void Discard(string draft)
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder is gone, or somebody has the file open.
        }
    }

    private void Replace(string draft)
    {
        if (!Exists)
        {
            File.Move(draft, _place.Path);
            return;
        }

        if (IsLink)
        {
            File.Copy(draft, _place.Path, overwrite: true);
            return;
        }

        bool wasReadOnly = IsReadOnly;
        if (wasReadOnly)
        {
            File.SetAttributes(_place.Path, File.GetAttributes(_place.Path) & ~FileAttributes.ReadOnly);
        }

        try
        {
            // On Windows this keeps who may read and write the file; elsewhere the draft was made so.
            File.Replace(draft, _place.Path, destinationBackupFileName: null);
        }
        finally
        {
            if (wasReadOnly)
            {
                File.SetAttributes(_place.Path, File.GetAttributes(_place.Path) | FileAttributes.ReadOnly);
            }
        }
    }
}

/// <summary>Where what is written to a path ends up.</summary>
/// <param name="Path">The file itself, behind the links that lead to it.</param>
/// <param name="IsStream">Whether it is a device, a pipe or the like: it takes what is written to it, and no file may take its place.</param>
/// <param name="Owner">Who owns the file; null where there is none, and on Windows.</param>
internal sealed record FilePlace(string Path, bool IsStream, (int UserId, int GroupId)? Owner)
{
    private const int MostLinks = 40;

    /// <exception cref="PlannrFileException">The links lead nowhere, or the path is too long.</exception>
    public static FilePlace Find(SessionState session, string path)
    {
        string end = FollowLinks(path);
        PSObject? status = File.Exists(end) ? GetStatus(session, end) : null;
        bool isSpecial = status?.Properties["ItemType"]?.Value?.ToString() is { } type && type != "File";
        return new FilePlace(
            end,
            File.Exists(end) && (IsOfSystem(end) || isSpecial),
            status?.Properties["UserId"]?.Value is int user && status.Properties["GroupId"]?.Value is int group ? (user, group) : null);
    }

    /// <summary>Whether it is what the process has open, such as that behind /dev/stdout: of a link there, the text says nothing.</summary>
    private static bool IsOfSystem(string path) => path.StartsWith("/proc/", StringComparison.Ordinal);

    private static string FollowLinks(string path)
    {
        string end = path;
        try
        {
            for (int links = 0; !IsOfSystem(end) && ClientFactory.Current.Files.ResolveLink(end) is { } next; links++)
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
            throw new PlannrFileException(PlannrFileException.NotWritten, $"The file '{path}' can't be written: {exception.Message}", "Give another path.", exception);
        }
    }

    /// <summary>Returns the UnixStat of a file. PowerShell alone tells it, and only on Linux and macOS.</summary>
    private static PSObject? GetStatus(SessionState session, string path)
    {
        try
        {
            PSObject? item = session.InvokeProvider.Item.Get(["Microsoft.PowerShell.Core\\FileSystem::" + path], force: true, literalPath: true).FirstOrDefault();
            object? status = item?.Properties["UnixStat"]?.Value;
            return status is null ? null : PSObject.AsPSObject(status);
        }
        catch (RuntimeException)
        {
            return null;
        }
    }
}

/// <summary>Finds the path in the file system that a user means.</summary>
internal static class TargetPath
{
    /// <summary>
    /// PowerShell's location is not the process's current folder, and need not be in the file system. Brackets and other wildcard characters mean themselves.
    /// </summary>
    /// <exception cref="PlannrFileException">It is no path of the file system.</exception>
    public static string Resolve(SessionState session, string path)
    {
        try
        {
            string resolved = session.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (provider.Name != "FileSystem")
            {
                throw Refused($"'{path}' is not a path of the file system.");
            }

            // Throws for characters that no path can have.
            _ = Path.GetFullPath(resolved);
            return resolved;
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException or ArgumentException or NotSupportedException or IOException)
        {
            throw Refused($"'{path}' can't be found: {exception.Message}");
        }
    }

    private static PlannrFileException Refused(string message) =>
        new(PlannrFileException.NotWritten, message, "Give the path of a file, such as C:\\Reports\\automations.html.");
}
