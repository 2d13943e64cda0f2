using System.Text.RegularExpressions;

namespace Plannr.PowerShell.Tasks;

/// <summary>The words of a task that follows up an execution. Plain text: whether Plannr shows any other is not known.</summary>
internal static class TaskText
{
    /// <summary>As long as names mostly may be in a Laravel application; the API does not say.</summary>
    private const int LongestName = 255;

    /// <summary>Well below what a text column holds, whatever the characters.</summary>
    private const int LongestDescription = 15_000;

    private static readonly Regex Space = new("\\s+", RegexOptions.CultureInvariant);

    public static string CreateName(AutomationExecution execution) =>
        Shorten($"{(execution.HasError ? "Automation failed" : "Follow up automation")}: {OneLine(execution.ToString())}", LongestName);

    /// <summary>What happened, to whom, the state, the errors step by step, and the execution's UUID, by which it is found again.</summary>
    public static string CreateDescription(AutomationExecution execution)
    {
        var lines = new List<string>
        {
            $"The automation \"{OneLine(execution.ToString())}\" {(execution.HasError ? "failed" : "ran")} for {OneLine(execution.AccountName ?? execution.AccountUuid.ToString())}.",
            string.Join(" ", Facts(execution)),
        };
        string[] errors = [.. execution.Steps.Where(step => step.HasError).SelectMany(GetErrors)];
        if (errors.Length > 0)
        {
            lines.AddRange([string.Empty, "Errors:", .. errors]);
        }

        // At the end, and yet never cut off.
        string reference = $"\n\nExecution: {execution.Uuid}";
        return Shorten(string.Join("\n", lines), LongestDescription - reference.Length) + reference;
    }

    private static IEnumerable<string> Facts(AutomationExecution execution)
    {
        if (!string.IsNullOrWhiteSpace(execution.Status))
        {
            yield return $"Status: {OneLine(execution.Status!)}.";
        }

        if (execution.CreatedAt is { } created)
        {
            yield return $"Started: {created.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)}.";
        }

        if (!string.IsNullOrWhiteSpace(execution.TriggeredBy))
        {
            yield return $"Triggered by: {OneLine(execution.TriggeredBy!)}.";
        }
    }

    private static IEnumerable<string> GetErrors(AutomationStep step)
    {
        string place = step.Position is { } position ? $"Step {position}, {OneLine(step.ToString())}" : OneLine(step.ToString());
        return step.Errors.Count == 0 ? [$"- {place}"] : step.Errors.Select(error => $"- {place}: {OneLine(error)}");
    }

    private static string OneLine(string text) => Space.Replace(text, " ").Trim();

    /// <summary>Does not cut a character of two parts in half.</summary>
    private static string Shorten(string text, int longest)
    {
        const string more = "...";
        if (text.Length <= longest)
        {
            return text;
        }

        int end = longest - more.Length;
        return text.Substring(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end) + more;
    }
}

/// <summary>Makes an execution with one step from a step row, which returns from files without its type.</summary>
internal static class StepExecution
{
    public static AutomationExecution Create(PSObject item) => new()
    {
        Uuid = Value<Guid?>(item, nameof(AutomationStepRow.ExecutionUuid)),
        Name = Text(item, nameof(AutomationStepRow.ExecutionName)),
        Status = Text(item, nameof(AutomationStepRow.ExecutionStatus)),
        TriggeredBy = Text(item, nameof(AutomationStepRow.TriggeredBy)),
        Account = Value<Guid?>(item, nameof(AutomationStepRow.AccountUuid)) is { } uuid ? new Account { Uuid = uuid, Name = Text(item, nameof(AutomationStepRow.AccountName)) } : null,
        Steps = new ResourceList<AutomationStep>(
        [
            new AutomationStep
            {
                Position = GetPosition(item),
                Name = Text(item, nameof(AutomationStepRow.Name)),
                Status = Text(item, nameof(AutomationStepRow.Status)),
                Errors = new ResourceList<string>(new[] { Text(item, nameof(AutomationStepRow.Error)) }.OfType<string>().ToArray()),
            },
        ]),
    };

    /// <summary>Makes one execution of those of several of its steps.</summary>
    public static AutomationExecution Merge(IReadOnlyList<AutomationExecution> steps)
    {
        AutomationExecution first = steps.FirstOrDefault(step => step.Account is not null) ?? steps[0];
        first.Steps = new ResourceList<AutomationStep>(steps.SelectMany(step => step.Steps).OrderBy(step => step.Position ?? int.MaxValue).ToArray());
        return first;
    }

    public static int? GetPosition(PSObject item) => Value<int?>(item, nameof(AutomationStepRow.Position));

    private static string? Text(PSObject item, string property) => Value<string?>(item, property) is { Length: > 0 } text ? text : null;

    private static T? Value<T>(PSObject item, string property) => LanguagePrimitives.TryConvertTo(item.Properties[property]?.Value, out T? value) ? value : default;
}

/// <summary>Values of custom fields as they go into a body: in the forms that Invoke-PlannrRequest gives them too.</summary>
internal static class FieldValues
{
    /// <summary>The values by the fields' references.</summary>
    /// <exception cref="PlannrInvalidRequestException">One has no form in JSON.</exception>
    public static IReadOnlyDictionary<string, object?> From(IDictionary? fields)
    {
        var plain = (OrderedDictionary?)PlainObject.From(fields) ?? [];
        return plain.Cast<DictionaryEntry>().ToDictionary(field => (string)field.Key, field => (object?)field.Value);
    }
}
