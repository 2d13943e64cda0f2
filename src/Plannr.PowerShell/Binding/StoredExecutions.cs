namespace Plannr.PowerShell.Binding;

/// <summary>
/// Makes executions again of what Import-Clixml, background jobs and remote sessions give: objects that look like them and have no class.
/// They hold what a row or a report shows; of the account its names and addresses.
/// </summary>
internal static class StoredExecutions
{
    private const string Prefix = "Deserialized.Plannr.";

    /// <summary>How dates stand where they were stored as mere text, in whatever culture.</summary>
    private const string StoredTimeFormat = "MM/dd/yyyy HH:mm:ss zzz";

    /// <summary>Returns the execution that an object is, or that can be made of a stored one; null if there is none.</summary>
    public static AutomationExecution? Find(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) as AutomationExecution
        ?? (value is PSObject stored && IsStored(stored) ? Read(stored) : null);

    public static bool IsStored(PSObject item) => Is(item, nameof(AutomationExecution));

    /// <summary>Reads an execution. Null where it was stored with so little depth that its steps or its dates are lost.</summary>
    public static AutomationExecution? Read(PSObject stored)
    {
        try
        {
            var execution = new AutomationExecution
            {
                Uuid = Value<Guid?>(stored, nameof(AutomationExecution.Uuid)),
                Name = Value<string>(stored, nameof(AutomationExecution.Name)),
                Status = Value<string>(stored, nameof(AutomationExecution.Status)),
                TriggeredBy = Value<string>(stored, nameof(AutomationExecution.TriggeredBy)),
                CreatedAt = Time(stored, nameof(AutomationExecution.CreatedAt)),
                UpdatedAt = Time(stored, nameof(AutomationExecution.UpdatedAt)),
                Account = AccountOf(stored),
                Steps = new ResourceList<AutomationStep>(Items(stored, nameof(AutomationExecution.Steps)).Select(StepOf).ToArray()),
                RawText = Value<string>(stored, nameof(AutomationExecution.RawText)),
            };
            return execution.Steps.Count == Value<int>(stored, nameof(AutomationExecution.StepCount)) ? execution : null;
        }
        catch (Exception exception) when (exception is InvalidCastException or FormatException)
        {
            return null;
        }
    }

    private static AutomationStep StepOf(PSObject stored) => Is(stored, nameof(AutomationStep))
        ? new AutomationStep
        {
            ExecutionUuid = Value<Guid?>(stored, nameof(AutomationStep.ExecutionUuid)),
            ExecutionName = Value<string>(stored, nameof(AutomationStep.ExecutionName)),
            Position = Value<int?>(stored, nameof(AutomationStep.Position)),
            Uuid = Value<Guid?>(stored, nameof(AutomationStep.Uuid)),
            Name = Value<string>(stored, nameof(AutomationStep.Name)),
            Status = Value<string>(stored, nameof(AutomationStep.Status)),
            ExecutedAt = Time(stored, nameof(AutomationStep.ExecutedAt)),
            CreatedAt = Time(stored, nameof(AutomationStep.CreatedAt)),
            UpdatedAt = Time(stored, nameof(AutomationStep.UpdatedAt)),
            Info = Value<string>(stored, nameof(AutomationStep.Info)),
            Errors = new ResourceList<string>(Items(stored, nameof(AutomationStep.Errors)).Select(error => error.ToString()).ToArray()),
            RawText = Value<string>(stored, nameof(AutomationStep.RawText)),
        }
        : throw new InvalidCastException("A step is a mere text.");

    private static Account? AccountOf(PSObject execution)
    {
        if (Property(execution, nameof(AutomationExecution.Account)) is not { } account)
        {
            return null;
        }

        PSObject stored = PSObject.AsPSObject(account);
        return !Is(stored, nameof(Account))
            ? new Account { Uuid = Value<Guid?>(execution, nameof(AutomationExecution.AccountUuid)), Name = Value<string>(execution, nameof(AutomationExecution.AccountName)) ?? stored.ToString() }
            : new Account
            {
                Uuid = Value<Guid?>(stored, nameof(Account.Uuid)),
                Name = Value<string>(stored, nameof(Account.Name)),
                FirstName = Value<string>(stored, nameof(Account.FirstName)),
                LastName = Value<string>(stored, nameof(Account.LastName)),
                Email = Value<string>(stored, nameof(Account.Email)),
                PrimaryEmail = new ContactDetail { Value = PrimaryEmailOf(stored) },
                RawText = Value<string>(stored, nameof(Account.RawText)),
            };
    }

    private static string? PrimaryEmailOf(PSObject account) => Property(account, nameof(Account.PrimaryEmail)) switch
    {
        null => null,
        PSObject detail when Is(detail, nameof(ContactDetail)) => Value<string>(detail, nameof(ContactDetail.Value)),
        object text => text.ToString(),
    };

    private static DateTimeOffset? Time(PSObject stored, string name)
    {
        if (Property(stored, name) is not { } value)
        {
            return null;
        }

        PSObject time = PSObject.AsPSObject(value);
        return time.BaseObject as DateTimeOffset?
            ?? (Property(time, nameof(DateTimeOffset.Ticks)) is { } ticks && Property(time, nameof(DateTimeOffset.Offset)) is { } offset
                ? new DateTimeOffset(LanguagePrimitives.ConvertTo<long>(ticks), LanguagePrimitives.ConvertTo<TimeSpan>(offset))
                : DateTimeOffset.ParseExact(time.ToString(), StoredTimeFormat, CultureInfo.InvariantCulture));
    }

    private static IEnumerable<PSObject> Items(PSObject stored, string name) => Property(stored, name) switch
    {
        null => [],
        object value when LanguagePrimitives.GetEnumerable(value) is { } items => items.Cast<object?>().Where(item => item is not null).Select(item => PSObject.AsPSObject(item!)),
        object value when value.ToString().Length > 0 => [PSObject.AsPSObject(value)],
        _ => [],
    };

    private static T? Value<T>(PSObject stored, string name) => Property(stored, name) is { } value ? LanguagePrimitives.ConvertTo<T>(value) : default;

    private static object? Property(PSObject stored, string name) => stored.Properties[name]?.Value;

    private static bool Is(PSObject item, string type) => item.TypeNames.Contains(Prefix + type, StringComparer.Ordinal);
}
