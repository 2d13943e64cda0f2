using System;
using System.IO;

namespace Plannr.PowerShell.Files;

/// <summary>
/// A file that is written whole or not at all: under another name in the same folder first, which then takes the place of what was there.
/// </summary>
internal sealed class TargetFile(string path, bool keepExisting, bool overwriteReadOnly)
{
    public bool Exists => File.Exists(path);

    /// <summary>Finds out before the work whether the file may be written.</summary>
    /// <exception cref="PlannrFileException">It may not.</exception>
    public void Check()
    {
        if (Directory.Exists(path))
        {
            throw Refused($"'{path}' is a folder.", "Give the path of a file with -Path.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw Refused($"There is no folder '{Path.GetDirectoryName(path)}'.", "Make the folder first, or give another path.");
        }

        if (Exists && keepExisting)
        {
            throw new PlannrFileException(PlannrFileException.Exists, $"There is a file '{path}' already.", "Give another path, or leave out -NoClobber to replace it.");
        }

        if (IsReadOnly && !overwriteReadOnly)
        {
            throw Refused($"The file '{path}' is read-only.", "Give another path, or replace it all the same with -Force.");
        }
    }

    /// <exception cref="PlannrFileException">It can't be written. What was there is still there.</exception>
    public void Write(Action<Stream> write)
    {
        string draft = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
            }

            Check();
            Replace(draft);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refused($"The file '{path}' can't be written: {exception.Message}", "Look whether the folder may be written to, has room, and no program has the file open.", exception);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private bool IsReadOnly => Exists && (File.GetAttributes(path) & FileAttributes.ReadOnly) != 0;

    private static PlannrFileException Refused(string message, string action, Exception? exception = null) =>
        new(PlannrFileException.NotWritten, message, action, exception);

    private void Replace(string draft)
    {
        if (!Exists)
        {
            File.Move(draft, path);
            return;
        }

        bool wasReadOnly = IsReadOnly;
        if (wasReadOnly)
        {
            File.SetAttributes(path, File.GetAttributes(path) & ~FileAttributes.ReadOnly);
        }

        try
        {
            // Keeps who may read and write the file.
            File.Replace(draft, path, destinationBackupFileName: null);
        }
        finally
        {
            if (wasReadOnly)
            {
                File.SetAttributes(path, File.GetAttributes(path) | FileAttributes.ReadOnly);
            }
        }
    }
}
