using System.Text.RegularExpressions;

namespace Plannr.PowerShell.Tasks;

/// <summary>Creates the name and description of a task for an execution, in plain text, because it is not known whether Plannr supports any other format.</summary>
internal static class TaskText
{
    /// <summary>The usual maximum length of a name in a Laravel application. The API's own limit is not documented.</summary>
    private const int LongestName = 255;

    /// <summary>The maximum length of a description. At this length, the encoded text is always well below the size limit of a database text column.</summary>
    private const int LongestDescription = 15_000;

    private static readonly Regex Space = new("\\s+", RegexOptions.CultureInvariant);

    public static string CreateName(AutomationExecution execution) =>
        Shorten($"{(execution.HasError ? "Automation failed" : "Follow up automation")}: {OneLine(execution.ToString())}", LongestName);

    /// <summary>Creates a description with the automation, the client, the status, each step's errors, and the execution's UUID, which -SkipExisting uses to find the task.</summary>
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

        // Append the reference after the text has been shortened, so that the reference is never truncated.
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

    /// <summary>Shortens text without splitting a surrogate pair.</summary>
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

/// <summary>Creates an execution with a single step from the properties of a step row, because a row that was read from a file has lost its type.</summary>
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

    /// <summary>Merges several executions that have one step each into one execution that has all the steps.</summary>
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

/// <summary>Converts values of custom fields for a request body, as Invoke-PlannrRequest does.</summary>
internal static class FieldValues
{
    /// <summary>Returns the values, keyed by the fields' references.</summary>
    /// <exception cref="PlannrInvalidRequestException">A value can't be represented in JSON.</exception>
    public static IReadOnlyDictionary<string, object?> From(IDictionary? fields)
    {
        var plain = (OrderedDictionary?)PlainObject.From(fields) ?? [];
        return plain.Cast<DictionaryEntry>().ToDictionary(field => (string)field.Key, field => (object?)field.Value);
    }
}
