namespace Plannr.Client.Reports;

/// <summary>Stores rows in a temporary file, so that a report of any length needs little memory. Only the owner can read the file, and it is deleted when it is closed.</summary>
internal sealed class RowSpool : IDisposable
{
    private readonly FileStream _file;
    private readonly BinaryWriter _writer;

    public RowSpool()
    {
        string path = Path.Combine(Path.GetTempPath(), "plannr-" + Path.GetRandomFileName());
#if NET
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, BufferSize = 64 * 1024, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
        {
            // Delete the file now, so that nothing remains even if the process is killed.
            File.Delete(path);
        }
#else
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 64 * 1024, FileOptions.DeleteOnClose);
#endif
        _writer = new BinaryWriter(_file, Encoding.UTF8, leaveOpen: true);
    }

    public int Count { get; private set; }

    /// <summary>Adds a row of strings, integers, booleans, times, time spans and nulls.</summary>
    public void Add(params object?[] row)
    {
        Count++;
        _writer.Write((byte)row.Length);
        foreach (object? cell in row)
        {
            switch (cell)
            {
                case null:
                    _writer.Write('0');
                    break;
                case string text:
                    _writer.Write('s');
                    _writer.Write(JsonCursor.ReplaceLoneSurrogates(text));
                    break;
                case int number:
                    _writer.Write('i');
                    _writer.Write(number);
                    break;
                case bool flag:
                    _writer.Write('b');
                    _writer.Write(flag);
                    break;
                case DateTime time:
                    _writer.Write('d');
                    _writer.Write(time.Ticks);
                    break;
                case TimeSpan span:
                    _writer.Write('t');
                    _writer.Write(span.Ticks);
                    break;
                default:
                    throw new NotSupportedException($"Cells of type {cell.GetType()} are not supported.");
            }
        }
    }

    /// <summary>Reads all rows from the start.</summary>
    public IEnumerable<object?[]> Read()
    {
        _writer.Flush();
        _file.Position = 0;
        using var reader = new BinaryReader(_file, Encoding.UTF8, leaveOpen: true);
        for (int i = 0; i < Count; i++)
        {
            var row = new object?[reader.ReadByte()];
            for (int cell = 0; cell < row.Length; cell++)
            {
                row[cell] = reader.ReadChar() switch
                {
                    's' => reader.ReadString(),
                    'i' => reader.ReadInt32(),
                    'b' => reader.ReadBoolean(),
                    'd' => new DateTime(reader.ReadInt64()),
                    't' => new TimeSpan(reader.ReadInt64()),
                    _ => null,
                };
            }

            yield return row;
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
    }
}
