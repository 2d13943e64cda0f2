namespace Plannr.PowerShell.Files;

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
