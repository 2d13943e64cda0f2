namespace Plannr;

/// <summary>How sure it is that an endpoint is as the table describes it.</summary>
public enum EndpointConfidence
{
    /// <summary>Plannr's public reference documents it.</summary>
    Documented,

    /// <summary>Only an example, a page's address or the code of other clients shows it.</summary>
    Observed,

    /// <summary>It follows from similar endpoints.</summary>
    Assumed,
}

/// <summary>One method of one path of the API.</summary>
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

    /// <summary>The path without a leading slash, with the names of its parameters in braces.</summary>
    public string Path { get; private set; }

    /// <summary>What the endpoint is about, in a few words.</summary>
    public string Summary { get; }

    /// <summary>How sure the contract is of the endpoint.</summary>
    public EndpointConfidence Confidence { get; internal set; }

    /// <summary>The type of the records that it returns; null if this module does not read them.</summary>
    public virtual Type? RecordType => null;

    /// <summary>The names of its filters (<c>filter[name]</c>).</summary>
    public IReadOnlyList<string> Filters { get; internal set; } = [];

    /// <summary>The fields that it sorts by.</summary>
    public IReadOnlyList<string> Sorts { get; internal set; } = [];

    /// <summary>The related records that it can include.</summary>
    public IReadOnlyList<string> Includes { get; internal set; } = [];

    /// <summary>The number of records to request on a page.</summary>
    public int PageSize { get; internal set; } = PlannrLimits.PageSize;

    /// <summary>Query parameters that older servers answer with 400, in the order in which to leave them out.</summary>
    internal IReadOnlyList<string> OptionalParameters { get; set; } = ["per_page"];

    /// <summary>What a request creates, changes or removes, such as "the task", for the error when its outcome is not known.</summary>
    internal string Subject { get; set; } = "the record";

    /// <summary>Returns how to find out the outcome of a request, from the values in its path and its body.</summary>
    internal Func<IReadOnlyList<object>, IReadOnlyDictionary<string, object?>, string> Advice { get; set; } = (_, _) => "Check it in Plannr before you try again.";

    /// <summary>The values in the path.</summary>
    internal IReadOnlyList<object> Values { get; private set; } = [];

    /// <summary>The UUID of the one record that the path names; null if it names none.</summary>
    internal Guid? Uuid => HasUuid && Values.Count > 0 && Values[Values.Count - 1] is Guid uuid ? uuid : null;

    private bool HasUuid { get; }

    /// <summary>Creates an endpoint outside the API.</summary>
    internal static Endpoint Outside(string method, string path) => new(method, path, string.Empty) { Path = path };

    /// <summary>Returns the method and the path.</summary>
    public override string ToString() => $"{Method} /{Path}";

    /// <summary>Returns the endpoint with values in place of the parameters of its path.</summary>
    internal Endpoint At(params object[] values)
    {
        var copy = (Endpoint)MemberwiseClone();
        string[] parts = Path.Split('{', '}');
        for (int i = 0; i < values.Length; i++)
        {
            // Every second part is the name of a parameter.
            parts[(2 * i) + 1] = Uri.EscapeDataString(values[i].ToString());
        }

        copy.Path = string.Concat(parts);
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

    /// <summary>Completes a record with the values in the path, which the response lacks; null if there is nothing to add.</summary>
    internal Action<T, IReadOnlyList<object>>? Complete { get; set; }

    /// <inheritdoc cref="Endpoint.At"/>
    internal new Endpoint<T> At(params object[] values) => (Endpoint<T>)base.At(values);
}
