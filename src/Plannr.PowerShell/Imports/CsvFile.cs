namespace Plannr.PowerShell.Imports;

/// <summary>A CSV file: its headers, the number of rows, and the number of empty cells per column. The cells are not kept in memory.</summary>
internal sealed class CsvFile
{
    private readonly string _path;
    private readonly TextReader _reader;
    private readonly List<string> _row = [];
    private int[] _emptyCells = [];

    private CsvFile(string path, TextReader reader)
    {
        _path = path;
        _reader = reader;
    }

    /// <summary>The headers as they appear in the file.</summary>
    public IReadOnlyList<string> Headers { get; private set; } = [];

    public int RowCount { get; private set; }

    /// <summary>Reads a comma-separated file in UTF-8.</summary>
    /// <exception cref="PlannrFileException">The file can't be read or is not valid.</exception>
    public static CsvFile Read(string path)
    {
        try
        {
            // Encoding detection is disabled, because a byte order mark could select another encoding.
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read), PlainObject.StrictUtf8, detectEncodingFromByteOrderMarks: false);
            if (reader.Peek() == '\uFEFF')
            {
                reader.Read();
            }

            var file = new CsvFile(path, reader);
            file.ReadHeaders();
            file.ReadRows();
            return file;
        }
        catch (DecoderFallbackException exception)
        {
            throw NotRead(path, "it is not UTF-8", "Save the file as CSV UTF-8, or with Export-Csv -Encoding utf8.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw NotRead(path, Directory.Exists(path) ? "it is a folder" : exception.Message.TrimEnd('.'), "Check the path, and close the file in other programs.", exception);
        }
    }

    /// <summary>Returns how many rows have no value in a column.</summary>
    public int CountEmptyCells(string header) => _emptyCells[Headers.ToList().IndexOf(header)];

    private static PlannrFileException NotRead(string path, string reason, string action, Exception? exception = null) =>
        new(PlannrFileException.NotRead, $"The file '{path}' can't be imported: {reason}. Nothing from this file was sent.", action, exception);

    private void ReadHeaders()
    {
        if (!ReadRow())
        {
            throw NotRead(_path, "it is empty", "Specify a file with headers and rows.");
        }

        Headers = [.. _row];
        _emptyCells = new int[Headers.Count];
        if (Headers.Any(string.IsNullOrWhiteSpace))
        {
            throw NotRead(_path, $"column {Headers.TakeWhile(header => !string.IsNullOrWhiteSpace(header)).Count() + 1} has no header", "Name each column.");
        }

        if (Headers.GroupBy(header => header.Trim(), StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw NotRead(_path, $"it has the header '{twice.Key}' more than once", "Give each column a unique name.");
        }
    }

    private void ReadRows()
    {
        while (ReadRow())
        {
            RowCount++;
            if (_row.Skip(Headers.Count).Any(cell => cell.Length > 0))
            {
                throw NotRead(_path, $"row {RowCount} has {_row.Count} cells, but there {(Headers.Count == 1 ? "is 1 header" : $"are {Headers.Count} headers")}", "Quote cells that contain commas.");
            }

            for (int column = 0; column < Headers.Count; column++)
            {
                _emptyCells[column] += string.IsNullOrWhiteSpace(_row.ElementAtOrDefault(column)) ? 1 : 0;
            }
        }

        if (RowCount == 0)
        {
            throw NotRead(_path, "it has no rows below its headers", "Check that it is the right file.");
        }
    }

    /// <summary>Reads the cells of the next row, skipping blank lines. Returns false at the end of the file.</summary>
    private bool ReadRow()
    {
        do
        {
            if (_reader.Peek() < 0)
            {
                return false;
            }

            _row.Clear();
            while (ReadCell())
            {
            }
        }
        while (_row is [{ Length: 0 }]);
        return true;
    }

    /// <summary>Reads a cell and returns whether another one follows in the row.</summary>
    private bool ReadCell()
    {
        var cell = new StringBuilder();
        bool isQuoted = false;
        for (int next = _reader.Read(); ; next = _reader.Read())
        {
            switch (next)
            {
                case < 0 when isQuoted:
                    throw NotRead(_path, $"a quotation mark in {(Headers.Count == 0 ? "the headers" : $"row {RowCount + 1}")} is not closed", "Double each quotation mark within a cell.");
                case '\0':
                    throw NotRead(_path, "it is not UTF-8 text", "Save the file as CSV UTF-8, or with Export-Csv -Encoding utf8.");
                case '"' when isQuoted && _reader.Peek() == '"':
                    cell.Append((char)_reader.Read());
                    break;
                case '"' when isQuoted || cell.Length == 0:
                    isQuoted = !isQuoted;
                    break;
                case < 0 or ',' or '\r' or '\n' when !isQuoted:
                    if (next == '\r' && _reader.Peek() == '\n')
                    {
                        _reader.Read();
                    }

                    _row.Add(cell.ToString());
                    return next == ',';
                default:
                    cell.Append((char)next);
                    break;
            }
        }
    }
}
