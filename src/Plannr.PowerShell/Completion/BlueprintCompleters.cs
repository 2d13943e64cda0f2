namespace Plannr.PowerShell.Completion;

/// <summary>Offers UUIDs of steps of blueprints, found by their names and those of their blueprints.</summary>
public sealed class BlueprintStepCompleter() : SeenCompleter(SeenKind.BlueprintStep);

/// <summary>Offers types of steps of blueprints: those seen, and those that the API's pages name.</summary>
public sealed class BlueprintStepTypeCompleter() : SeenCompleter(SeenKind.BlueprintStepType, areWildcards: false, "client.create", "mail.send");

/// <summary>Offers what triggers blueprints: that seen, and what the API's pages name.</summary>
public sealed class BlueprintTriggerCompleter() : SeenCompleter(SeenKind.BlueprintTrigger, areWildcards: false, "client.created", "client.updated", "webhook");

/// <summary>Offers the sides of a condition.</summary>
public sealed class BranchCompleter() : WordCompleter("yes", "no");

/// <summary>Offers a whole condition for each operator that the API's reference names, to be filled in.</summary>
public sealed class ConditionCompleter : IArgumentCompleter
{
    private static readonly string[] Operators = ["equals", "not_equal_to", "more_than", "less_than", "less_than_or_equal_to", "more_than_or_equal_to"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Operators
            .Where(name => name.StartsWith((wordToComplete ?? string.Empty).Trim('\'', '"'), System.StringComparison.OrdinalIgnoreCase))
            .Select(name => new CompletionResult(
                $"@{{ field = 'client.is_prospect'; operator = '{name}'; value = 'true' }}", name, CompletionResultType.ParameterValue, $"client.is_prospect {name} true"));
}
