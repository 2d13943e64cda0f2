namespace Plannr.PowerShell.Files;

/// <summary>Where what is written to a path ends up.</summary>
/// <param name="Path">The file itself, behind the links that lead to it.</param>
/// <param name="IsStream">Whether it is a device, a pipe or the like: it takes what is written to it, and no file may take its place.</param>
/// <param name="Owner">Who owns the file; null where there is none, and on Windows.</param>
internal sealed record FilePlace(string Path, bool IsStream, (int UserId, int GroupId)? Owner)
{
    private const int MostLinks = 40;

    /// <exception cref="PlannrFileException">The links lead nowhere, or the path is too long.</exception>
    public static FilePlace Of(SessionState session, string path)
    {
        string end = EndOf(path);
        PSObject? status = File.Exists(end) ? StatusOf(session, end) : null;
        bool isSpecial = status?.Properties["ItemType"]?.Value?.ToString() is { } type && type != "File";
        return new FilePlace(
            end,
            File.Exists(end) && (IsOfSystem(end) || isSpecial),
            status?.Properties["UserId"]?.Value is int user && status.Properties["GroupId"]?.Value is int group ? (user, group) : null);
    }

    /// <summary>Whether it is what the process has open, such as that behind /dev/stdout: of a link there, the text says nothing.</summary>
    private static bool IsOfSystem(string path) => path.StartsWith("/proc/", StringComparison.Ordinal);

    private static string EndOf(string path)
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
    private static PSObject? StatusOf(SessionState session, string path)
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
