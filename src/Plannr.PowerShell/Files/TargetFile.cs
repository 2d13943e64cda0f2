using System;
using System.IO;
using System.Threading.Tasks;

namespace Plannr.PowerShell.Files;

/// <summary>
/// A file that is written whole or not at all: under another name in the same folder first, which then takes the place of what was there.
/// </summary>
/// <param name="path">The path in the file system.</param>
/// <param name="keepExisting">Whether a file that is there stays.</param>
/// <param name="overwriteReadOnly">Whether one that is read-only is replaced too.</param>
/// <param name="readOnlyAdvice">What to do where it is not.</param>
internal sealed class TargetFile(string path, bool keepExisting, bool overwriteReadOnly, string readOnlyAdvice)
{
    public bool Exists => File.Exists(path);

    /// <summary>Finds out before the work whether the file may be written.</summary>
    /// <exception cref="PlannrFileException">It may not.</exception>
    public void Check()
    {
        if (Directory.Exists(path))
        {
            throw Refused($"'{path}' is a folder.", "Give the path of a file.");
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
        string draft = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            bool isWritten;
            using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None))
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
