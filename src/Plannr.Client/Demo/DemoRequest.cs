namespace Plannr.Client.Demo;

/// <summary>A request to the demo, with its query and body parsed as PHP parses them.</summary>
internal sealed class DemoRequest
{
    private readonly List<KeyValuePair<string, string>> _query = [];
    private readonly HttpRequestMessage _message;
    private readonly string _body;

    public DemoRequest(HttpRequestMessage message, string body, DateTimeOffset now)
    {
        _message = message;
        _body = body;
        Now = now;
        Path = [.. message.RequestUri!.AbsolutePath.Trim('/').Split('/').Select(Uri.UnescapeDataString)];
        foreach (string pair in message.RequestUri!.Query.TrimStart('?').Split(['&'], StringSplitOptions.RemoveEmptyEntries))
        {
            string[] parts = pair.Split(['='], 2);
            string name = Decode(parts[0]);
            _query.RemoveAll(known => known.Key == name);
            _query.Add(new(name, parts.Length == 1 ? string.Empty : Decode(parts[1])));
        }
    }

    public DateTimeOffset Now { get; }

    /// <summary>The time of the request, in the format that records use.</summary>
    public JsonNode Time => new DemoTime(Now).ToNode();

    /// <summary>The URL without its query.</summary>
    public string Address => _message.RequestUri!.GetLeftPart(UriPartial.Path);

    public string UserAgent => _message.Headers.UserAgent.ToString();

    public string? AccountUuid => _message.Headers.TryGetValues("X-PLANNR-ACCOUNT-UUID", out IEnumerable<string>? values) ? values.First() : null;

    public string Method => _message.Method.Method;

    public string[] Path { get; }

    /// <summary>The values of the path parameters.</summary>
    public IReadOnlyList<string> Arguments { get; set; } = [];

    /// <summary>The filters, keyed by the name in brackets.</summary>
    public IEnumerable<KeyValuePair<string, string>> Filters =>
        from pair in _query
        where pair.Key.StartsWith("filter[", StringComparison.Ordinal) && pair.Key[pair.Key.Length - 1] == ']'
        select new KeyValuePair<string, string>(pair.Key.Substring(7, pair.Key.Length - 8), pair.Value);

    /// <summary>Returns the items of a comma-separated parameter.</summary>
    public IReadOnlyList<string> List(string name) => [.. (this[name] ?? string.Empty).Split(',').Select(part => part.Trim()).Where(part => part.Length > 0)];

    /// <summary>Returns the value of a query parameter if it is a positive number; otherwise, null.</summary>
    public int? Number(string name) =>
        int.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0 ? number : null;

    public string LinkTo(int page) => Address + "?" + string.Join("&", _query
        .Where(pair => pair.Key != "page")
        .Append(new("page", page.ToString(CultureInfo.InvariantCulture)))
        .Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));

    /// <summary>Parses the body. In JSON, strings are trimmed, and empty strings become null.</summary>
    public JsonObject ReadBody()
    {
        string type = _message.Content?.Headers.ContentType?.MediaType ?? string.Empty;
        if (type == "multipart/form-data")
        {
            return ReadForm(_message.Content!.Headers.ContentType!.Parameters.First(parameter => parameter.Name == "boundary").Value!.Trim('"'));
        }

        if (_body.Length == 0 || !(type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)))
        {
            return [];
        }

        try
        {
            JsonNode? json = JsonNode.Parse(_body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
            return DemoRecords.Map(json, value => !value.TryGetValue(out string? text) ? value.DeepClone() : text.Trim() is { Length: > 0 } trimmed ? trimmed : null) as JsonObject ?? [];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // A JsonException indicates a syntax error; an InvalidOperationException, an unpaired surrogate.
            throw new DemoException(HttpStatusCode.BadRequest, "The request body could not be decoded as JSON.");
        }
    }

    /// <summary>Parses a form. The value of a file is its content as text.</summary>
    private JsonObject ReadForm(string boundary)
    {
        var fields = new JsonObject();
        foreach (string part in _body.Split(["--" + boundary], StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sections = part.Split(["\r\n\r\n"], 2, StringSplitOptions.None);
            if (sections.Length == 2 && Regex.Match(sections[0], "[; ]name=\"([^\"]*)\"") is { Success: true } name)
            {
                fields[name.Groups[1].Value] = sections[1].Substring(0, sections[1].Length - 2);
            }
        }

        return fields;
    }

    private string? this[string name] => _query.FirstOrDefault(pair => pair.Key == name).Value;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

/// <summary>Thrown to end a request with an error response.</summary>
internal sealed class DemoException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status => status;

    public JsonObject Json { get; } = new() { ["message"] = message };

    public static DemoException NotFound(string model, string key) => new(HttpStatusCode.NotFound, $@"No query results for model [App\Models\{model}] {key}");
}
