namespace Plannr.PowerShell.Completion;

/// <summary>
/// Offers what has passed through the connection that the command line names, or through the default one. Asks nobody.
/// <para>
/// How a new cmdlet gets completion: derive it from ConnectedCommand and send its requests through Send, which remembers what comes back; put
/// <c>[ArgumentCompleter(typeof(...Completer))]</c> on the parameter. For a new kind of value add a name to <see cref="SeenKind"/>, say in
/// <see cref="Sightings"/> which objects hold it, and write one line in SeenCompleters.cs.
/// </para>
/// </summary>
public abstract class SeenCompleter : IArgumentCompleter
{
    private readonly SeenKind _kind;
    private readonly bool _areWildcards;
    private readonly string[] _known;

    /// <param name="kind">The kind of the values.</param>
    /// <param name="areWildcards">Whether the parameters take wildcards.</param>
    /// <param name="known">Values that the API's own pages name, which are offered before any was seen.</param>
    private protected SeenCompleter(SeenKind kind, bool areWildcards = false, params string[] known)
    {
        _kind = kind;
        _areWildcards = areWildcards;
        _known = known;
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<Candidate> candidates = _known.Select(value => new Candidate(value));
        if (ConnectionReference.Find(fakeBoundParameters["Connection"]) is { } connection && ConnectionReference.IsOpen(connection))
        {
            candidates = Candidates(connection).Concat(candidates);
        }

        return Completions.Of(wordToComplete, candidates.GroupBy(candidate => candidate.Value).Select(same => same.First()), _areWildcards);
    }

    /// <summary>What can be offered, the best first. By default in the order of the alphabet.</summary>
    private protected virtual IEnumerable<Candidate> Candidates(PlannrConnection connection) =>
        SeenValues.Of(connection).Of(_kind).OrderBy(candidate => candidate.Title, StringComparer.CurrentCultureIgnoreCase);
}
