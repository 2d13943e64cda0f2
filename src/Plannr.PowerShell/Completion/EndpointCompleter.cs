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
        return Endpoints.All
            .GroupBy(endpoint => endpoint.Path)
            .Where(path => method is null || path.Any(endpoint => Takes(endpoint, method)))
            .Select(path => new Candidate(prefix + path.Key.Substring(Root.Length - 1), toolTip: $"{string.Join(", ", path.Select(endpoint => endpoint.Method))}: {path.First().Summary}"));
    }

    private static bool Fits(string method, string? path)
    {
        string known = path is null ? string.Empty : path.StartsWith(Root, StringComparison.OrdinalIgnoreCase) ? path.TrimStart('/') : Root.Substring(1) + path;
        Endpoint[] endpoints = [.. Endpoints.All.Where(endpoint => string.Equals(endpoint.Path, known, StringComparison.OrdinalIgnoreCase))];
        return endpoints.Length == 0 || endpoints.Any(endpoint => Takes(endpoint, method));
    }

    private static bool Takes(Endpoint endpoint, string method) => string.Equals(endpoint.Method, method, StringComparison.OrdinalIgnoreCase);
}
