namespace Plannr.PowerShell.Commands;

/// <summary>
/// What all cmdlets share: waiting for background work, cancelling it, and writing errors. Work is cancelled when the pipeline is
/// stopped, when a cmdlet further down throws (so does <c>Select-Object -First</c>, and <c>StopProcessing</c> is not called then), and
/// when the cmdlet is disposed of.
/// </summary>
public abstract class PlannrCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private PipelineThread? _thread;
    private bool _disposed;

    /// <summary>Cancelled when the cmdlet has to end.</summary>
    private protected CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Who is told what happens during the background work.</summary>
    private protected IPlannrObserver Observer => Thread;

    private PipelineThread Thread => _thread ?? throw new InvalidOperationException("BeginProcessing must call that of its base first.");

    /// <summary>Ends the background work and forgets it.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Makes ready to wait for background work. Here, and not when first needed: that may be in the background, and the session's variables
    /// are the pipeline's thread's alone.
    /// </summary>
    protected override void BeginProcessing() =>
        _thread = new PipelineThread(this, Wants("Verbose", "VerbosePreference"), Wants("Debug", "DebugPreference"), OnWaiting, Cancellation);

    /// <summary>Called by PowerShell on another thread when the pipeline is stopped (Ctrl+C).</summary>
    protected override void StopProcessing() => Cancel();

    /// <summary>Ends the background work.</summary>
    /// <param name="disposing">Whether the call comes from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            Cancel();
            _cancellation.Dispose();
        }
    }

    /// <summary>Starts background work and waits for it.</summary>
    private protected T Await<T>(Func<Task<T>> work) => Await(Task.Run(work, Cancellation));

    /// <summary>Waits for background work that runs already.</summary>
    /// <param name="work">The work.</param>
    /// <param name="letsEnd">Whether the work has something to put away when it is cancelled.</param>
    private protected T Await<T>(Task<T> work, bool letsEnd = false)
    {
        try
        {
            return Thread.WaitFor(work, letsEnd);
        }
        catch (PipelineStoppedException)
        {
            OnEnding();
            throw;
        }
        finally
        {
            if (!Cancellation.IsCancellationRequested)
            {
                AfterWait();
            }
        }
    }

    /// <summary>Lets background work have something done on the pipeline's thread, while that waits for it.</summary>
    private protected void Post(Action action) => Thread.Post(action);

    /// <summary>Ends the background work: nothing more is wanted of it, and nothing may be waited for any more.</summary>
    private protected void EndWork() => Cancel();

    /// <summary>Called on the pipeline's thread when the cmdlet is about to be ended from outside or by an error.</summary>
    private protected virtual void OnEnding()
    {
    }

    /// <summary>Called on the pipeline's thread about once a second while it waits for background work.</summary>
    private protected virtual void OnWaiting()
    {
    }

    /// <summary>What background work has left for the pipeline's thread to do.</summary>
    private protected virtual void AfterWait()
    {
    }

    /// <summary>Writes an object. Where that throws, a cmdlet further down has had enough: nothing more must be sent then.</summary>
    private protected void Emit(object? value)
    {
        bool taken = false;
        try
        {
            Thread.WriteMessages();
            WriteObject(value);
            taken = true;
        }
        finally
        {
            if (!taken)
            {
                Cancel();
                OnEnding();
            }
        }
    }

    /// <summary>
    /// Writes a verbose message where one is wanted. With -Debug alone the engine would ask before each whether to go on, which hangs a
    /// script that runs unattended.
    /// </summary>
    private protected new void WriteVerbose(string text)
    {
        if (Thread.WantsVerbose)
        {
            base.WriteVerbose(UserInformation.Redact(text));
        }
    }

    /// <summary>Asks for confirmation. The engine also writes the target as a verbose message.</summary>
    private protected new bool ShouldProcess(string target, string action) => base.ShouldProcess(UserInformation.Redact(target), action);

    /// <summary>Writes an error for one item; the others go on.</summary>
    private protected void EmitError(PlannrException exception, object? target)
    {
        bool taken = false;
        try
        {
            WriteError(ErrorRecords.Of(exception, target));
            taken = true;
        }
        finally
        {
            if (!taken)
            {
                Cancel();
                OnEnding();
            }
        }
    }

    /// <summary>Ends the cmdlet with an error.</summary>
    private protected void Fail(PlannrException exception, object? target, string? advice = null)
    {
        OnEnding();
        ThrowTerminatingError(ErrorRecords.Of(exception, target, advice));
    }

    /// <summary>
    /// Ends the script, as the throw statement does, because a list broke off. An error that ends only the statement would let the script go on
    /// with part of the list, and <c>pwsh -File</c> would exit with 0.
    /// </summary>
    private protected void FailList(PlannrException exception, object? target, long itemsRead, long? itemsInAll)
    {
        OnEnding();
        ErrorRecord record = ErrorRecords.Thrown(exception.ForBrokenList(itemsRead, itemsInAll), target, this);
        AddToErrorVariable(record);
        throw new RuntimeException(record.Exception.Message, record.Exception, record) { WasThrownFromThrowStatement = true };
    }

    /// <summary>The engine adds an error to the variable of -ErrorVariable, except one that is thrown as by the throw statement.</summary>
    private void AddToErrorVariable(ErrorRecord record)
    {
        if (MyInvocation.BoundParameters.TryGetValue("ErrorVariable", out object? name)
            && GetVariableValue($"{name}".TrimStart('+')) is IList { IsFixedSize: false } errors)
        {
            errors.Add(record);
        }
    }

    private void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Stopped when it had ended.
        }
    }

    private bool Wants(string parameter, string preference) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out object? bound) && bound is SwitchParameter given
            ? given.IsPresent
            : GetVariableValue(preference) is { } value
                && LanguagePrimitives.TryConvertTo(value, out ActionPreference action)
                && action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
}
