namespace Plannr;

/// <summary>How reliable the description of an endpoint is.</summary>
public enum EndpointConfidence
{
    /// <summary>The endpoint is documented in Plannr's public API reference.</summary>
    Documented,

    /// <summary>The endpoint is known only from an example, from the URL of a page, or from the code of other clients.</summary>
    Observed,

    /// <summary>The endpoint is inferred from similar endpoints.</summary>
    Assumed,
}

/// <summary>An API endpoint: one HTTP method on one path.</summary>
public class Endpoint
{
    internal Endpoint(string method, string path, string summary)
    {
        Method = method;
        Path = "api/" + path;
        Summary = summary;
        HasUuid = path.EndsWith("}", StringComparison.Ordinal);
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path without a leading slash, with parameter names in braces.</summary>
    public string Path { get; private set; }

    /// <summary>A short description.</summary>
    public string Summary { get; }

    /// <summary>How reliable this description is.</summary>
    public EndpointConfidence Confidence { get; internal set; }

    /// <summary>The type of the returned records, or null if this module has no type for them.</summary>
    public virtual Type? RecordType => null;

    /// <summary>The names of the supported filters (<c>filter[name]</c>).</summary>
    public IReadOnlyList<string> Filters { get; internal set; } = [];

    /// <summary>The fields that the results can be sorted by.</summary>
    public IReadOnlyList<string> Sorts { get; internal set; } = [];

    /// <summary>The related records that can be included.</summary>
    public IReadOnlyList<string> Includes { get; internal set; } = [];

    /// <summary>The number of records to request per page.</summary>
    public int PageSize { get; internal set; } = PlannrLimits.PageSize;

    /// <summary>Query parameters that older servers reject with HTTP 400, in the order in which they are omitted.</summary>
    internal IReadOnlyList<string> OptionalParameters { get; set; } = ["per_page"];

    /// <summary>The object that a request creates, changes or deletes, such as "the task". It is named in the error message if the outcome is unknown.</summary>
    internal string Subject { get; set; } = "the record";

    /// <summary>Returns the recommended action for a request with an unknown outcome, based on the request's path values and body.</summary>
    internal Func<IReadOnlyList<object>, IReadOnlyDictionary<string, object?>, string> Advice { get; set; } = (_, _) => "Check the record in Plannr before you try again.";

    /// <summary>The values of the path parameters.</summary>
    internal IReadOnlyList<object> Values { get; private set; } = [];

    /// <summary>The record's UUID from the path, or null if the path does not end with one.</summary>
    internal Guid? Uuid => HasUuid && Values.Count > 0 && Values[Values.Count - 1] is Guid uuid ? uuid : null;

    private bool HasUuid { get; }

    /// <summary>Creates an endpoint outside the API.</summary>
    internal static Endpoint Outside(string method, string path) => new(method, path, string.Empty) { Path = path };

    /// <summary>Returns the method and the path.</summary>
    public override string ToString() => $"{Method} /{Path}";

    /// <summary>Returns the endpoint with values in place of its path parameters.</summary>
    internal Endpoint At(params object[] values)
    {
        var copy = (Endpoint)MemberwiseClone();
        foreach (object value in values)
        {
            int start = copy.Path.IndexOf('{');
            copy.Path = copy.Path.Remove(start, copy.Path.IndexOf('}') - start + 1).Insert(start, Uri.EscapeDataString(value.ToString()));
        }

        copy.Values = values;
        return copy;
    }
}

/// <summary>An endpoint that returns records.</summary>
public sealed class Endpoint<T> : Endpoint
    where T : PlannrResource, new()
{
    internal Endpoint(string method, string path, string summary)
        : base(method, path, summary)
    {
    }

    /// <inheritdoc/>
    public override Type RecordType => typeof(T);

    /// <summary>Adds the values of the path parameters to a record, because the response does not contain them; null if there is nothing to add.</summary>
    internal Action<T, IReadOnlyList<object>>? Complete { get; set; }

    /// <inheritdoc cref="Endpoint.At"/>
    internal new Endpoint<T> At(params object[] values) => (Endpoint<T>)base.At(values);
}
