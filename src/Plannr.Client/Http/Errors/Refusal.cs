namespace Plannr.Client.Http;

/// <summary>Recognizes a refusal in an answer whose status is success: some servers and proxies report a failure with HTTP 200.</summary>
internal static class Refusal
{
    /// <summary>Returns whether a field says that the request failed.</summary>
    public static bool IsFailure(string name, object? value) =>
        name == "success" && (value is false or 0L or "0" || (value is string text && text.Equals("false", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Returns whether a field holds an error.</summary>
    public static bool IsError(string name, object? value) =>
        name is "error" or "errors" && value is not (null or false or 0L or "" or ResourceList<object?> { Count: 0 } or ResourceMap<object?> { Count: 0 });

    /// <summary>Returns whether a field holds a message.</summary>
    public static bool IsMessage(string name, object? value) => name == "message" && value is string { Length: > 0 };

    /// <summary>
    /// Returns whether an answer says by itself that the request failed. A message alone does not: "Deleted" and "Could not be deleted" differ only in words,
    /// and a record can have fields of these names.
    /// </summary>
    public static bool IsStatedBy(object? answer)
    {
        if (answer is not ResourceMap<object?> fields || fields.ContainsKey("uuid"))
        {
            return false;
        }

        fields.TryGetValue("data", out object? data);
        return fields.Any(field => IsFailure(field.Key, field.Value))
            || (data is null or ResourceList<object?> { Count: 0 } && fields.Any(field => IsError(field.Key, field.Value)))
            || (data is ResourceMap<object?> inner && !inner.ContainsKey("data") && IsStatedBy(inner));
    }
}
