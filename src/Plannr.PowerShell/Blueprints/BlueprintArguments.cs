namespace Plannr.PowerShell.Blueprints;

/// <summary>A reference to a blueprint: its UUID, the blueprint object, one of its steps, or a row with a BlueprintUuid column.</summary>
/// <param name="value">The argument.</param>
public sealed class BlueprintReference(object value) : RecordReference(
    value,
    [(nameof(AutomationBlueprint), nameof(AutomationBlueprint.Uuid)), (nameof(BlueprintStep), nameof(BlueprintStep.BlueprintUuid))],
    "A blueprint's UUID is in the URL of its page in Plannr.",
    nameof(BlueprintStep.BlueprintUuid))
{
    /// <summary>The error if the argument is a step, or null if it is not. Used by cmdlets that would otherwise process a blueprint once per step.</summary>
    internal PlannrException? StepError => Type == nameof(BlueprintStep) ? OtherType(Value, nameof(AutomationBlueprint)) : null;
}

/// <summary>A reference to a step of a blueprint: its UUID, the step object, or a row with a StepUuid or Uuid column.</summary>
/// <param name="value">The argument.</param>
public sealed class BlueprintStepReference(object value) : RecordReference(
    value, [(nameof(BlueprintStep), nameof(BlueprintStep.Uuid))], "Get-PlannrAutomationBlueprint returns the UUIDs of a blueprint's steps in its Steps property.", "StepUuid", "Uuid")
{
    /// <summary>The step itself, if the argument is a step.</summary>
    internal BlueprintStep? Step => Record as BlueprintStep;
}

/// <summary>Completes blueprint UUIDs by name.</summary>
public sealed class BlueprintCompleter() : CacheCompleter(CachedValue.Blueprint);

/// <summary>Completes blueprint step UUIDs by the names of the step and its blueprint.</summary>
public sealed class BlueprintStepCompleter() : CacheCompleter(CachedValue.BlueprintStep);

/// <summary>Completes blueprint step types from the values received so far and those in the API's documentation.</summary>
public sealed class BlueprintStepTypeCompleter() : CacheCompleter(CachedValue.BlueprintStepType, areWildcards: false, "client.create", "mail.send");

/// <summary>Completes blueprint triggers from the values received so far and those in the API's documentation.</summary>
public sealed class BlueprintTriggerCompleter() : CacheCompleter(CachedValue.BlueprintTrigger, areWildcards: false, "client.created", "client.updated", "webhook");

/// <summary>Completes the branches of a condition.</summary>
public sealed class BranchCompleter() : WordCompleter("yes", "no");

/// <summary>Completes condition templates, one for each operator in the API reference.</summary>
public sealed class ConditionCompleter : IArgumentCompleter
{
    private static readonly string[] Operators = ["equals", "not_equal_to", "more_than", "less_than", "less_than_or_equal_to", "more_than_or_equal_to"];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Separate(
            [.. Operators
                .Where(name => name.StartsWith((wordToComplete ?? string.Empty).Trim('\'', '"'), System.StringComparison.OrdinalIgnoreCase))
                .Select(name => new CompletionResult(
                    $"@{{ field = 'client.is_prospect'; operator = '{name}'; value = 'true' }}", name, CompletionResultType.ParameterValue, $"client.is_prospect {name} true"))],
            continuesTyped: false);
}

/// <summary>Accepts yes and no, which the views use for the branches of a condition, and true and false, which the API uses.</summary>
internal sealed class BranchAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text
            ? text.Trim().ToUpperInvariant() switch
            {
                "YES" or "TRUE" => true,
                "NO" or "FALSE" => false,
                _ => throw new ArgumentTransformationMetadataException($"'{text}' is not a branch of a condition. Use yes or no."),
            }
            : inputData;
}

/// <summary>Describes a blueprint step for a confirmation prompt.</summary>
internal static class StepText
{
    public static string Describe(BlueprintStepReference reference) => reference.Step is { } step ? $"step '{step}' ({reference.Uuid})" : $"step {reference.Uuid}";

    /// <summary>Describes a step and the number of steps that follow it.</summary>
    public static string WithFollowers(BlueprintStepReference reference)
    {
        string text = Describe(reference);
        return (reference.Step is { } step ? Count(step) : 0) switch
        {
            0 => text,
            1 => $"{text}, and possibly the step that follows it,",
            int followers => $"{text}, and possibly the {followers} steps that follow it,",
        };
    }

    private static int Count(BlueprintStep step)
    {
        // Not recursive, because a long chain of steps could overflow the stack.
        var steps = new List<BlueprintStep>(step.Children);
        for (int i = 0; i < steps.Count; i++)
        {
            steps.AddRange(steps[i].Children);
        }

        return steps.Count;
    }
}
