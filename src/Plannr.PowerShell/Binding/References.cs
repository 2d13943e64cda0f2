namespace Plannr.PowerShell.Binding;

/// <summary>An execution: its UUID, the execution, one of its steps, or a row with a column ExecutionUuid, Uuid or Id.</summary>
/// <param name="value">What was given.</param>
public sealed class ExecutionReference(object value) : RecordReference(value, Types, Columns)
{
    internal static readonly string[] Columns = [nameof(AutomationStep.ExecutionUuid), "Uuid", "Id"];

    internal static readonly (string Type, string Property)[] Types =
    [
        (nameof(AutomationExecution), nameof(AutomationExecution.Uuid)),
        (nameof(AutomationStep), nameof(AutomationStep.ExecutionUuid)),
        (nameof(AutomationStepRow), nameof(AutomationStepRow.ExecutionUuid)),
    ];
}

/// <summary>What says which executions are meant: an execution as <see cref="ExecutionReference"/> takes it, or an account or a blueprint for all of its executions.</summary>
public sealed class ExecutionSource : RecordReference
{
    /// <param name="value">What was given.</param>
    public ExecutionSource(object value)
        : base(value, [.. ExecutionReference.Types, (nameof(Account), nameof(Account.Uuid)), (nameof(AutomationBlueprint), nameof(AutomationBlueprint.Uuid))], ExecutionReference.Columns)
    {
        Execution = StoredRecord.Read<AutomationExecution>(value);
        if (Execution is not null)
        {
            // It can be used as it is.
            (LookupError, Error) = (Error, null);
        }
    }

    /// <summary>The execution itself, if that was given with its steps.</summary>
    internal AutomationExecution? Execution { get; }

    /// <summary>Why an execution that was given can't be got anew; null if it can.</summary>
    internal PlannrException? LookupError { get; }
}

/// <summary>An account: its UUID, the account, or a record or row with a property AccountUuid, such as an execution, the row of a step, a task or a login.</summary>
/// <param name="value">What was given.</param>
public sealed class AccountReference(object value) : RecordReference(
    value,
    [(nameof(Account), nameof(Account.Uuid)), (AnyRecord, nameof(AutomationExecution.AccountUuid))],
    nameof(AutomationExecution.AccountUuid));

/// <summary>The account that a user can act as: its UUID, a login, a connection, or a row with a column AccountUuid.</summary>
/// <param name="value">What was given.</param>
public sealed class LoginReference(object value) : RecordReference(
    value,
    [(nameof(Login), nameof(Login.AccountUuid)), (nameof(PlannrConnection), nameof(PlannrConnection.AccountUuid))],
    nameof(Login.AccountUuid));

/// <summary>A blueprint: its UUID, the blueprint, one of its steps, or a row with a column BlueprintUuid.</summary>
/// <param name="value">What was given.</param>
public sealed class BlueprintReference(object value) : RecordReference(
    value,
    [(nameof(AutomationBlueprint), nameof(AutomationBlueprint.Uuid)), (nameof(BlueprintStep), nameof(BlueprintStep.BlueprintUuid))],
    nameof(BlueprintStep.BlueprintUuid))
{
    /// <summary>Why a step can't stand for its blueprint, where several steps of one would do something several times; null for anything else.</summary>
    internal PlannrException? StepError => Type == nameof(BlueprintStep) ? OtherType(Value, nameof(AutomationBlueprint)) : null;
}

/// <summary>A step of a blueprint: its UUID, the step, or a row with a column StepUuid or Uuid.</summary>
/// <param name="value">What was given.</param>
public sealed class BlueprintStepReference(object value) : RecordReference(value, [(nameof(BlueprintStep), nameof(BlueprintStep.Uuid))], "StepUuid", "Uuid")
{
    /// <summary>The step itself, if that was given.</summary>
    internal BlueprintStep? Step => Record as BlueprintStep;
}

/// <summary>A task: its UUID, the task, or a row with a column TaskUuid.</summary>
/// <param name="value">What was given.</param>
public sealed class TaskReference(object value) : RecordReference(value, [(nameof(PlannrTask), nameof(PlannrTask.Uuid))], "TaskUuid");

/// <summary>A webhook subscription: its UUID, the subscription, or a row with a column SubscriptionUuid.</summary>
/// <param name="value">What was given.</param>
public sealed class WebhookReference(object value) : RecordReference(value, [(nameof(WebhookSubscription), nameof(WebhookSubscription.Uuid))], "SubscriptionUuid");
