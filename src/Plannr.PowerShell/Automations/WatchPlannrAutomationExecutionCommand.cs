namespace Plannr.PowerShell.Automations;

/// <summary>Watches executions and returns each execution once, when it finishes. With -StatePath, a scheduled script continues where its last run stopped.</summary>
/// <include file='Watch-PlannrAutomationExecution.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Watch, "PlannrAutomationExecution")]
[OutputType(typeof(AutomationExecution))]
public sealed class WatchPlannrAutomationExecutionCommand : GetCommand<AutomationExecution>
{
    private WatchStateFile? _file;

    /// <summary>Specifies a file that records which executions were returned, so that repeated runs of a script return each execution only once. The file is created if it does not exist. Only one watch can use the file at a time. By default, nothing is recorded.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    /// <summary>Polls once, returns the executions that have ended since the last watch, and stops. By default, the cmdlet polls until you press Ctrl+C.</summary>
    [Parameter]
    public SwitchParameter Once { get; set; }

    /// <summary>Returns only executions that failed or in which a step reported an error. Each is returned as soon as a poll detects this, even if the execution is still running.</summary>
    [Parameter]
    public SwitchParameter WithError { get; set; }

    /// <summary>Specifies the statuses of the executions to return. Wildcards are permitted; case is ignored. By default, executions with any status are returned, unless the status means that they are running; with -WithError, running executions are returned too.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Pattern]
    [ArgumentCompleter(typeof(ExecutionStatusCompleter))]
    [Texts]
    public string[]? Status { get; set; }

    /// <summary>Specifies the names of the executions to watch. Wildcards are permitted; case is ignored. By default, executions are not filtered by name.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [Pattern]
    [ArgumentCompleter(typeof(ExecutionNameCompleter))]
    [Texts]
    public string[]? Name { get; set; }

    /// <summary>Specifies the clients whose executions are watched: UUIDs or account objects. By default, the executions of all clients are watched.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClientCompleter))]
    [ValidateNotNullOrEmpty]
    public AccountReference[]? ClientUuid { get; set; }

    /// <summary>Starts the first watch with executions created at or after this time, including those that have already ended. By default, the first watch ignores executions that had already ended when it started. This parameter has no effect if the state file already contains the connection's account.</summary>
    [Parameter]
    [Time]
    public DateTimeOffset? After { get; set; }

    /// <summary>Specifies the number of seconds between polls. The default is 60.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int PollIntervalSec { get; set; } = 60;

    private protected override string Activity => "Watching automation executions";

    private protected override void Process()
    {
        try
        {
            _file = StatePath is null ? null : new WatchStateFile(SessionState, StatePath);
            Watch();
        }
        catch (PlannrFileException exception)
        {
            Fail(exception, StatePath);
        }
        finally
        {
            _file?.Dispose();
        }
    }

    private void Watch()
    {
        Watched[] all = [.. Connections.Given.Select(Start)];
        PlannrException? failure;
        long emitted = 0;
        do
        {
            Await(async () =>
            {
                await Task.WhenAll(all.Select(watched => watched.PollAsync(this))).ConfigureAwait(false);
                return true;
            });
            foreach (Watched watched in all.Where(watched => watched.Error is null))
            {
                // The state is added only after the first poll has succeeded, because that poll determines what is new.
                _file?.Add(watched.Connection, watched.State);
                watched.WarnAboutUnidentified(this);
            }

            Save();
            failure = null;
            foreach (Watched watched in all)
            {
                foreach (AutomationExecution execution in watched.Take())
                {
                    Emit(execution);
                    emitted++;

                    // The execution is removed only after it has been processed, so that the next watch returns it again if processing is stopped.
                    watched.State.Open.Remove(execution.Uuid!.Value);
                    Save();
                }

                if (watched.Error is { } error)
                {
                    failure = error;
                    if (!Once)
                    {
                        EmitError(error, watched.Connection.Name);
                    }
                }
            }
        }
        while (!Once);

        if (failure is not null)
        {
            FailList(failure, failure.ConnectionName, emitted, null);
        }
    }

    private Watched Start(PlannrConnection connection)
    {
        AutomationWatchState? known = _file?.Find(connection);
        AutomationWatchState state = known ?? new AutomationWatchState { Newest = After ?? default };
        var name = Wildcards.From(Name);
        var status = Wildcards.From(Status);
        var options = new AutomationWatchOptions
        {
            PollInterval = TimeSpan.FromSeconds(PollIntervalSec),
            Clients = [.. (ClientUuid ?? []).Select(reference => reference.Uuid).Distinct()],
            EmitsFirst = known is not null || After is not null,
            IsWatched = execution => name?.Match(execution.Name) != false && (known is not null || After is null || execution.CreatedAt >= After),
            IsWanted = execution =>
                status?.Match(execution.Status) != false && (WithError ? execution.HasError : status is not null || AutomationWatchOptions.HasEnded(execution)),
        };
        return new Watched(connection, state, Connections.GetClient(connection).WatchExecutions(state, options));
    }

    private void Save()
    {
        if (_file is not null)
        {
            Await(_file.SaveAsync);
        }
    }

    /// <summary>The polls of one connection.</summary>
    private sealed class Watched(PlannrConnection connection, AutomationWatchState state, IPlannrPages<AutomationExecution> polls)
    {
        private IReadOnlyList<AutomationExecution> _found = [];
        private int _unidentified;

        public PlannrConnection Connection => connection;

        public AutomationWatchState State => state;

        /// <summary>The error of the last poll, or null if the poll succeeded.</summary>
        public PlannrException? Error { get; private set; }

        public async Task PollAsync(PlannrCommand cmdlet)
        {
            Error = null;
            try
            {
                _found = await cmdlet.Send(connection, _ => polls.NextAsync(cmdlet.Cancellation)).ConfigureAwait(false) ?? [];
            }
            catch (PlannrException exception)
            {
                Error = exception;
            }
        }

        /// <summary>Writes a warning if more executions than before can't be watched.</summary>
        public void WarnAboutUnidentified(PlannrCommand cmdlet)
        {
            if (state.Unidentified > _unidentified)
            {
                string executions = state.Unidentified == 1 ? "1 execution has" : $"{state.Unidentified} executions have";
                cmdlet.WriteWarning($"{executions} no valid UUID or creation time and can't be watched. To see them, use Get-PlannrAutomationExecution -First 100.");
            }

            _unidentified = state.Unidentified;
        }

        /// <summary>Returns the executions that the last poll found, and clears the list.</summary>
        public IReadOnlyList<AutomationExecution> Take()
        {
            IReadOnlyList<AutomationExecution> found = _found;
            _found = [];
            return found;
        }
    }
}
