namespace Plannr.Client.Json;

/// <summary>What the core needs to know of a type of record.</summary>
internal static class RecordType<T>
    where T : PlannrResource, new()
{
    public static readonly Shape<T> Shape = (Shape<T>)Find();

    public static readonly Func<T, Guid?> Uuid = Getter<Guid?>(nameof(Account.Uuid));

    public static readonly Func<T, DateTimeOffset?> CreatedAt = Getter<DateTimeOffset?>(nameof(Account.CreatedAt));

    private static Func<T, TValue> Getter<TValue>(string name) => (Func<T, TValue>)Delegate.CreateDelegate(typeof(Func<T, TValue>), typeof(T).GetProperty(name)!.GetMethod!);

    private static object Find() => typeof(T).Name switch
    {
        nameof(Account) => AccountShapes.Account,
        nameof(Audit) => HistoryShapes.Audit,
        nameof(AutomationBlueprint) => BlueprintShapes.Blueprint,
        nameof(AutomationExecution) => AutomationShapes.Execution,
        nameof(BlueprintStep) => BlueprintShapes.Step,
        nameof(LogEntry) => HistoryShapes.LogEntry,
        nameof(Login) => IdentityShapes.Login,
        nameof(PlannrTask) => TaskShapes.Task,
        _ => WebhookShapes.Subscription,
    };
}
