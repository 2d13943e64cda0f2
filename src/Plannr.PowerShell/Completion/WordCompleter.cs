namespace Plannr.PowerShell.Completion;

/// <summary>Offers the values that the API's reference names. Others are possible: the lists there are not said to be complete.</summary>
public abstract class WordCompleter : IArgumentCompleter
{
    private readonly string[] _words;

    /// <param name="words">The values, in the order in which to offer them.</param>
    private protected WordCompleter(params string[] words) => _words = words;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Of(wordToComplete, _words.Select(word => new Candidate(word)));
}
