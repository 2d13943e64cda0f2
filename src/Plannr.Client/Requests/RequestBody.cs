namespace Plannr.Client.Requests;

/// <summary>The bytes that a request sends. JSON that can't be read is found here: the server would say less about it.</summary>
internal static class RequestBody
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Of(PlannrRequest request)
    {
        try
        {
            return request.JsonBody is { } text ? Checked(request, text) : request.Body is { } value ? JsonText.Utf8(value) : [];
        }
        catch (EncoderFallbackException)
        {
            throw InvalidRequest.Because(request.Method, "The body holds half a character (a lone surrogate).", "Look where the text was cut.");
        }
        catch (ArgumentException exception)
        {
            throw InvalidRequest.Because(request.Method, $"The body can't be written as JSON: {exception.Message}", "Use hashtables, lists, text, numbers, booleans and dates.");
        }
    }

    private static byte[] Checked(PlannrRequest request, string text)
    {
        byte[] bytes = StrictUtf8.GetBytes(text.TrimStart('\uFEFF'));
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = JsonCursor.MaxDepth });
            while (reader.Read())
            {
            }

            return bytes;
        }
        catch (JsonException exception)
        {
            throw InvalidRequest.Because(
                request.Method,
                $"The body is not JSON: {Reason(exception)} (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}).",
                "Correct it, or give a hashtable and let the module write the JSON. A file is one text with Get-Content -Raw.");
        }
    }

    /// <summary>Without the position, which counts from zero, and without what comes after it.</summary>
    private static string Reason(JsonException exception)
    {
        int end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? exception.Message : exception.Message.Substring(0, end)).TrimEnd('.', ' ');
    }
}
