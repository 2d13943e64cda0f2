namespace Plannr.PowerShell.Completion;

/// <summary>Offers the endpoints of the public reference and the methods that they take. Any other endpoint can be named as well.</summary>
public sealed class EndpointCompleter : IArgumentCompleter
{
    private const string Root = "/api/";

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = wordToComplete.Trim('\'', '"');
        string? path = fakeBoundParameters["Path"] as string;
        string? method = fakeBoundParameters["Method"] as string;
        if (parameterName == "Method")
        {
            // By position the method may come first, and then this is the path.
            return Completions.Of(wordToComplete, Methods.IsOne(path) ? Paths(typed, path) : Methods.All.Where(candidate => Fits(candidate, path)).Select(candidate => new Candidate(candidate)));
        }

        bool mayBeMethod = typed.Length > 0 && method is null;
        return Completions.Of(wordToComplete, [.. Paths(typed, method), .. mayBeMethod ? Methods.All.Select(candidate => new Candidate(candidate)) : []]);
    }

    /// <summary>In the form in which the path was begun.</summary>
    private static IEnumerable<Candidate> Paths(string typed, string? method)
    {
        string prefix = typed.StartsWith("v", StringComparison.OrdinalIgnoreCase) ? string.Empty
            : typed.StartsWith("a", StringComparison.OrdinalIgnoreCase) ? Root.Substring(1)
            : Root;
        return KnownEndpoints.All
            .Where(endpoint => method is null || endpoint.Methods.Contains(method, StringComparer.OrdinalIgnoreCase))
            .Select(endpoint => new Candidate(prefix + endpoint.Path, toolTip: $"{string.Join(", ", endpoint.Methods)}: {endpoint.Summary}"));
    }

    private static bool Fits(string method, string? path)
    {
        string known = path is null ? string.Empty : path.StartsWith(Root, StringComparison.OrdinalIgnoreCase) ? path.Substring(Root.Length) : path;
        KnownEndpoint? endpoint = KnownEndpoints.All.FirstOrDefault(candidate => string.Equals(candidate.Path, known, StringComparison.OrdinalIgnoreCase));
        return endpoint is null || endpoint.Methods.Contains(method);
    }
}
