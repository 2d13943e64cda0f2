namespace Plannr.Client.Http;

/// <summary>A multipart/form-data body. Files are opened immediately, stay open, and are read from disk on each attempt.</summary>
internal sealed class FormContent : MultipartFormDataContent
{
    private const int BufferSize = 80 * 1024;

    /// <param name="fields">The fields in order. Null values are omitted, and any other value that is not a <see cref="FormFile"/> is sent as text. A name can occur several times.</param>
    /// <exception cref="PlannrFileException">A file can't be read.</exception>
    public FormContent(IEnumerable<KeyValuePair<string, object?>> fields)
    {
        try
        {
            foreach (KeyValuePair<string, object?> field in fields.Where(field => field.Value is not null))
            {
                Add(CreatePart(field.Key, field.Value!));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private static HttpContent CreatePart(string name, object value)
    {
        HttpContent part = value is FormFile file ? Open(file) : new ByteArrayContent(Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture)!));
        string fileName = value is FormFile { Path: var path } ? $"; filename=\"{Encode(Path.GetFileName(path))}\"" : string.Empty;
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{Encode(name)}\"{fileName}");
        return part;
    }

    /// <summary>Encodes a name in UTF-8, as browsers do. Each byte becomes one character, because the runtime writes each character of a header as one byte.</summary>
    private static string Encode(string name)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(name.Replace("\"", "%22").Replace("\r", "%0D").Replace("\n", "%0A"));
        return new string([.. bytes.Select(value => (char)value)]);
    }

    private static StreamContent Open(FormFile file)
    {
        try
        {
            var stream = new FileStream(file.Path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, useAsync: true);
            if (!stream.CanSeek)
            {
                stream.Dispose();
                throw new IOException("A device or a pipe can't be read twice.");
            }

            return new StreamContent(stream) { Headers = { ContentType = new MediaTypeHeaderValue(file.ContentType) } };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PlannrFileException(
                PlannrFileException.NotRead,
                Directory.Exists(file.Path) ? $"'{file.Path}' is a folder. Nothing was sent." : $"The file '{file.Path}' can't be read: {exception.Message.TrimEnd('.')}. Nothing was sent.",
                "Check the path. If the file is open in another program, close it there.",
                exception);
        }
    }
}
