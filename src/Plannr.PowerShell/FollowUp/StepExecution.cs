namespace Plannr.PowerShell.FollowUp;

/// <summary>
/// Makes an execution of one step out of a row of a step, as far as a task needs it. Rows come back from files as objects without their type; a step
/// of an execution has no account.
/// </summary>
internal static class StepExecution
{
    public static AutomationExecution Of(PSObject item) => new()
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
                Position = PositionOf(item),
                Name = Text(item, nameof(AutomationStepRow.Name)),
                Status = Text(item, nameof(AutomationStepRow.Status)),
                Errors = new ResourceList<string>(new[] { Text(item, nameof(AutomationStepRow.Error)) }.OfType<string>().ToArray()),
            },
        ]),
    };

    public static int? PositionOf(PSObject item) => Value<int?>(item, nameof(AutomationStepRow.Position));

    private static string? Text(PSObject item, string property) => Value<string?>(item, property) is { Length: > 0 } text ? text : null;

    private static T? Value<T>(PSObject item, string property) => LanguagePrimitives.TryConvertTo(item.Properties[property]?.Value, out T? value) ? value : default;
}
