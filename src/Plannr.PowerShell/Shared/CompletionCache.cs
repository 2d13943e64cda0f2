namespace Plannr.PowerShell.Shared;

/// <summary>The types of values that are cached for completion. A member named after a record type represents the UUIDs of such records. Each UUID can be found by the record's name.</summary>
internal enum CachedValue
{
    Account,
    AccountName,
    AuditEvent,
    AuditType,
    Blueprint,
    BlueprintStep,
    BlueprintStepType,
    BlueprintTrigger,
    Client,
    Execution,
    ExecutionName,
    ExecutionStatus,
    LogType,
    Report,
    StepName,
    StepStatus,
    Task,
    TaskStatus,
    TaskStatusName,
    Trigger,
    WebhookSubscription,
}

/// <summary>Caches values that a connection has recently received, for use in completion. The values are kept only in memory, limited in number, and discarded when the connection closes or switches accounts.</summary>
internal sealed class CompletionCache
{
    internal const int MostOfEach = 200;

    private static readonly ConditionalWeakTable<PlannrConnection, CompletionCache> All = new();

    private readonly Dictionary<CachedValue, List<Candidate>> _values = [];

    /// <summary>The latest executions. They are processed only when completion is used or a record of another type arrives, so most executions in a long list are never processed.</summary>
    private readonly Queue<AutomationExecution> _unread = new();

    private CompletionCache(PlannrConnection connection)
    {
        AccountUuid = connection.AccountUuid;
        RecentExecutions = new RecentExecutions(connection.Client, this);
    }

    /// <summary>The account that the values belong to.</summary>
    public Guid? AccountUuid { get; }

    /// <summary>The newest executions of the connection.</summary>
    public RecentExecutions RecentExecutions { get; }

    /// <summary>Returns the cache of a connection for its current account.</summary>
    public static CompletionCache For(PlannrConnection connection)
    {
        lock (All)
        {
            if (All.TryGetValue(connection, out CompletionCache? cache) && cache.AccountUuid == connection.AccountUuid)
            {
                return cache;
            }

            All.Remove(connection);
            cache = new CompletionCache(connection);
            All.Add(connection, cache);
            return cache;
        }
    }

    /// <summary>Returns the candidate for an execution, or null if the execution has no UUID.</summary>
    public static Candidate? Describe(AutomationExecution execution)
    {
        if (execution.Uuid is not { } uuid)
        {
            return null;
        }

        string title = Join(execution.Name, execution.AccountName, execution.Status);
        string? created = execution.CreatedAt?.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new Candidate(uuid.ToString(), title, Join(title, execution.TriggeredBy, created));
    }

    /// <summary>Returns the cached values of one type, most recent first.</summary>
    public IReadOnlyList<Candidate> Get(CachedValue value)
    {
        lock (_values)
        {
            ReadExecutions();
            return _values.TryGetValue(value, out List<Candidate>? seen) ? [.. seen] : [];
        }
    }

    /// <summary>Caches the useful values in a response, which can be one record or a list of records.</summary>
    public void Add(object? response)
    {
        lock (_values)
        {
            if (response is RecordResult<AutomationExecution> result)
            {
                response = result.Record;
            }

            if (response is AutomationExecution execution)
            {
                if (_unread.Count == MostOfEach)
                {
                    _unread.Dequeue();
                }

                _unread.Enqueue(execution);
            }
            else
            {
                ReadExecutions();
                AddOther(response);
            }
        }
    }

    private void ReadExecutions()
    {
        while (_unread.Count > 0)
        {
            AddExecution(_unread.Dequeue());
        }
    }

    private void AddOther(object? response)
    {
        switch (response)
        {
            case AutomationBlueprint blueprint:
                AddRecord(CachedValue.Blueprint, blueprint.Uuid, blueprint.Name, blueprint.Trigger);
                AddText(CachedValue.BlueprintTrigger, blueprint.Trigger);
                blueprint.Steps.ToList().ForEach(Add);
                break;
            case BlueprintStep step:
                AddRecord(CachedValue.BlueprintStep, step.Uuid, step.ToString(), step.Type, step.BlueprintName);
                AddText(CachedValue.BlueprintStepType, step.Type);
                break;
            case WebhookSubscription subscription:
                AddRecord(CachedValue.WebhookSubscription, subscription.Uuid, subscription.Url, subscription.Events.ToString());
                break;
            case Account account:
                AddRecord(CachedValue.Account, account.Uuid, account.DisplayName, account.Type);
                AddText(CachedValue.AccountName, account.DisplayName);
                if (account.Type is null || string.Equals(account.Type, "client", StringComparison.OrdinalIgnoreCase))
                {
                    AddRecord(CachedValue.Client, account.Uuid, account.DisplayName);
                }

                break;
            case PlannrTask task:
                AddRecord(CachedValue.Task, task.Uuid, task.Name, task.AccountName, task.Status?.ToString());
                AddRecord(CachedValue.TaskStatus, task.Status?.Uuid, task.Status?.Name);
                AddText(CachedValue.TaskStatusName, task.Status?.Name);
                break;
            case Audit audit:
                AddText(CachedValue.AuditType, audit.Type);
                AddText(CachedValue.AuditEvent, audit.Event);
                break;
            case LogEntry entry:
                AddText(CachedValue.LogType, entry.Type);
                break;
            case PlannrReport report:
                AddRecord(CachedValue.Report, report.Uuid, report.Name, report.ReportTypeId, report.Status);
                break;
            case RecordResult<PlannrReport> result:
                Add(result.Record);
                break;
            case IEnumerable<object> several and not PlannrResource:
                // The first execution in a list is usually the newest. Adding it last makes it the first to be offered.
                foreach (object one in several.Take(MostOfEach).Reverse())
                {
                    Add(one);
                }

                break;
        }
    }

    private void AddExecution(AutomationExecution execution)
    {
        Add(CachedValue.Execution, Describe(execution));
        AddText(CachedValue.ExecutionName, execution.Name);
        AddText(CachedValue.ExecutionStatus, execution.Status);
        AddText(CachedValue.Trigger, execution.TriggeredBy);
        foreach (AutomationStep step in execution.Steps)
        {
            AddText(CachedValue.StepName, step.Name);
            AddText(CachedValue.StepStatus, step.Status);
        }

        Add(execution.Account);
    }

    private void AddRecord(CachedValue value, Guid? uuid, string? title, params string?[] more) =>
        Add(value, uuid is { } known ? new Candidate(known.ToString(), title, Join([title, .. more])) : null);

    private void AddText(CachedValue value, string? text) => Add(value, text is null ? null : new Candidate(text));

    /// <summary>Caches a value. If there are too many values, discards the least recently received value.</summary>
    private void Add(CachedValue value, Candidate? candidate)
    {
        if (candidate is not { IsUsable: true })
        {
            return;
        }

        if (!_values.TryGetValue(value, out List<Candidate>? seen))
        {
            _values[value] = seen = [];
        }

        seen.RemoveAll(known => known.Value == candidate.Value);
        seen.Insert(0, candidate);
        if (seen.Count > MostOfEach)
        {
            seen.RemoveAt(MostOfEach);
        }
    }

    private static string Join(params string?[] parts) => string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
