namespace Plannr.PowerShell.Automations;

/// <summary>Waits for the executions of one connection.</summary>
internal sealed class ExecutionWait : IDisposable
{
    private readonly Func<Task<IReadOnlyList<AutomationExecutionResult>?>> _poll;
    private readonly IPlannrPages<AutomationExecutionResult> _ended;
    private IReadOnlyList<AutomationExecution> _running = [];
    private Task<IReadOnlyList<AutomationExecutionResult>?>? _next;

    public ExecutionWait(PlannrCommand cmdlet, PlannrConnection connection, IReadOnlyList<Guid> uuids, AutomationExecutionWaitOptions options)
    {
        Connection = connection;
        Action<IReadOnlyList<AutomationExecution>>? observer = options.Progress;
        options.Progress = running =>
        {
            Volatile.Write(ref _running, running);
            observer?.Invoke(running);
        };
        _ended = cmdlet.Connections.GetClient(connection).WaitForExecutions(uuids, options);
        _poll = () => cmdlet.Send(connection, _ => _ended.NextAsync(cmdlet.Cancellation));
    }

    public PlannrConnection Connection { get; }

    /// <summary>Whether all executions have ended.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The executions that still ran at the last poll.</summary>
    public IReadOnlyList<AutomationExecution> Running => Volatile.Read(ref _running);

    /// <summary>Returns the next poll, which goes on while the polls of other connections end.</summary>
    public Task<IReadOnlyList<AutomationExecutionResult>?> NextAsync() => _next ??= _poll();

    /// <summary>Takes the executions that the finished poll found ended.</summary>
    public async Task<IReadOnlyList<AutomationExecutionResult>> TakeAsync()
    {
        Task<IReadOnlyList<AutomationExecutionResult>?> finished = NextAsync();
        _next = null;
        IReadOnlyList<AutomationExecutionResult>? results = await finished.ConfigureAwait(false);
        IsOver = results is null;
        return results ?? [];
    }

    public void Dispose() => _ended.Dispose();
}
