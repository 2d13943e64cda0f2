namespace Plannr.PowerShell.Shared;

/// <summary>Base class of all cmdlets. Handles arguments, connections, background work and errors. Background work is cancelled when the pipeline stops, when a downstream command throws, and when the cmdlet is disposed.</summary>
public abstract class PlannrCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<VaultSecret> _secrets = [];
    private ArgumentCheck? _arguments;
    private PipelineThread? _thread;
    private PlannrConnection? _connection;
    private bool _disposed;

    /// <summary>Creates the cmdlet.</summary>
    private protected PlannrCommand() => Connections = new CommandConnections(this);

    /// <summary>A token that is cancelled when the cmdlet has to stop.</summary>
    internal CancellationToken Cancellation => _cancellation.Token;

    /// <summary>The observer, which receives messages from background work.</summary>
    internal IPlannrObserver Observer => Thread;

    /// <summary>The connections that the cmdlet uses.</summary>
    internal CommandConnections Connections { get; }

    /// <summary>The connection of the current item, set by <see cref="TrySelectConnection"/>. Before that, the connection specified with -Connection, or the default connection.</summary>
    private protected PlannrConnection CurrentConnection => _connection ??= Connections.Given[0];

    /// <summary>The number of objects from the pipeline that were not processed, because an argument was invalid.</summary>
    private protected int RejectedCount { get; private set; }

    /// <summary>The progress bar, or null if the cmdlet has none.</summary>
    private protected ProgressMeter? Progress { get; set; }

    /// <summary>Whether the cmdlet fails at the start if there is no connection. If false, the connection is resolved at the first request.</summary>
    private protected virtual bool NeedsConnection => false;

    private PipelineThread Thread => _thread ?? throw new InvalidOperationException("BeginProcessing has not been called.");

    /// <summary>Prepares the background work, validates the arguments and finds the connection.</summary>
    protected sealed override void BeginProcessing()
    {
        // Read the session variables now: only the pipeline's thread can read them, and they may be needed for the first time on a background thread.
        _thread = new PipelineThread(this, Wants("Verbose", "VerbosePreference"), Wants("Debug", "DebugPreference"), () => OnWaiting(), Cancellation);
        _arguments = new ArgumentCheck(this);
        _arguments.CheckCommandLine();
        _arguments.WarnAboutEmptyRanges();
        if (NeedsConnection)
        {
            Connections.Prepare();
        }

        Begin();
    }

    /// <summary>Validates the object from the pipeline and processes it.</summary>
    protected sealed override void ProcessRecord()
    {
        if (_arguments!.AreValid())
        {
            Process();
        }
        else
        {
            RejectedCount++;
        }
    }

    /// <summary>Finishes the work and completes the progress bar.</summary>
    protected sealed override void EndProcessing()
    {
        if (!_arguments!.IsRefused)
        {
            End();
        }

        Progress?.Complete();
    }

    /// <summary>Called by PowerShell on another thread when the pipeline is stopped (Ctrl+C).</summary>
    protected sealed override void StopProcessing() => Cancel();

    /// <summary>Cancels the background work and releases the connections.</summary>
    public void Dispose()
    {
        if (!_disposed)
        {
            GC.SuppressFinalize(this);
            _disposed = true;
            Cancel();
            _cancellation.Dispose();
            _secrets.ForEach(secret => secret.RemoveWriter(this));
            Connections.End();
        }
    }

    /// <summary>Prepares the cmdlet before the first object.</summary>
    private protected virtual void Begin()
    {
    }

    /// <summary>Processes one object from the pipeline or, if nothing is piped in, the arguments.</summary>
    private protected virtual void Process()
    {
    }

    /// <summary>Finishes the work after the last object.</summary>
    private protected virtual void End()
    {
    }

    /// <summary>Called on the pipeline's thread while that thread waits for background work: about once a second, and after each message.</summary>
    private protected virtual void OnWaiting() => Progress?.ShowAgain();

    /// <summary>Starts background work and waits for it.</summary>
    internal T Await<T>(Func<Task<T>> work) => Await(Task.Run(work, Cancellation));

    /// <summary>Waits for background work. With <paramref name="letsEnd"/>, also waits for the work to clean up when the pipeline stops.</summary>
    internal T Await<T>(Task<T> work, bool letsEnd = false)
    {
        try
        {
            return Thread.WaitFor(work, letsEnd);
        }
        catch (PipelineStoppedException)
        {
            Progress?.Complete();
            throw;
        }
        finally
        {
            if (!Cancellation.IsCancellationRequested)
            {
                _secrets.ForEach(secret => secret.WriteBack(this));
                VaultSecrets.WriteUnsaved(this);
            }
        }
    }

    /// <summary>Queues an action to run on the pipeline's thread while that thread waits for background work.</summary>
    internal void Post(Action action) => Thread.Post(action);

    /// <summary>Sends a request and caches values from the response for completion.</summary>
    /// <exception cref="PlannrNotConnectedException">The connection was closed by a downstream command or another runspace.</exception>
    internal async Task<T> Send<T>(PlannrConnection connection, Func<IPlannrClient, Task<T>> request, bool isRemembered = true)
    {
        // Get both before the request, because a response that arrives after a switch of accounts belongs to the previous account.
        IPlannrClient client = Connections.GetClient(connection);
        var cache = CompletionCache.For(connection);
        try
        {
            T response = await request(client).ConfigureAwait(false);
            if (isRemembered && cache.AccountUuid == client.AccountUuid)
            {
                cache.Add(response);
            }

            return response;
        }
        catch (Exception exception) when (
            exception is ObjectDisposedException or OperationCanceledException && !Cancellation.IsCancellationRequested && !ConnectionReference.IsOpen(connection))
        {
            throw ConnectionReference.Closed(connection);
        }
        catch (PlannrException exception)
        {
            exception.ConnectionName = connection.Name;
            throw;
        }
    }

    /// <summary>Sends requests for one item and returns the result, or null if an error was written.</summary>
    internal T? Try<T>(object? target, Func<IPlannrClient, Task<T>> request, PlannrConnection? over = null)
        where T : class
    {
        PlannrConnection connection = over ?? CurrentConnection;
        return Try(target, () => Await(() => Send(connection, request)));
    }

    /// <summary>Runs an action for one item and returns the result, or null if an error was written.</summary>
    internal T? Try<T>(object? target, Func<T> action)
        where T : class
    {
        try
        {
            return action();
        }
        catch (PlannrNotConnectedException exception)
        {
            Fail(exception, target);
        }
        catch (PlannrException exception)
        {
            EmitError(exception, target);
        }

        return null;
    }

    /// <summary>Creates the progress bar.</summary>
    private protected ProgressMeter StartProgress(string activity) => Progress = new ProgressMeter(this, activity, () => Connections.RateLimitWait);

    /// <summary>Makes the connection of an item the current connection. Returns false if an error was written.</summary>
    private protected bool TrySelectConnection(object? target, params object?[] items)
    {
        try
        {
            _connection = Connections.Find(items)[0];
            return true;
        }
        catch (PlannrNotConnectedException exception)
        {
            EmitError(exception, target);
            return false;
        }
    }

    /// <summary>Lets the cmdlet save new tokens in a vault while it runs.</summary>
    internal void AddSecret(VaultSecret? secret)
    {
        if (secret is not null && !_secrets.Contains(secret))
        {
            _secrets.Add(secret);
            secret.AddWriter(this);
        }
    }

    /// <summary>Writes an object. If this throws, a downstream command stopped the pipeline, so background work is cancelled.</summary>
    internal void Emit(object? value)
    {
        bool isWritten = false;
        try
        {
            Thread.WriteMessages();
            WriteObject(value);
            isWritten = true;
        }
        finally
        {
            CancelUnless(isWritten);
        }
    }

    /// <summary>Writes a non-terminating error for one item.</summary>
    internal void EmitError(PlannrException exception, object? target)
    {
        bool isWritten = false;
        try
        {
            WriteError(ErrorRecords.From(WithConnection(exception), target));
            isWritten = true;
        }
        finally
        {
            CancelUnless(isWritten);
        }
    }

    /// <summary>Ends the cmdlet with a terminating error.</summary>
    internal void Fail(PlannrException exception, object? target, string? advice = null)
    {
        Progress?.Complete();
        ThrowTerminatingError(ErrorRecords.From(WithConnection(exception), target, advice));
    }

    /// <summary>Stops the script as the throw statement does, because a list failed: the script must not continue with part of the list, and <c>pwsh -File</c> must not exit with 0.</summary>
    internal void FailList(PlannrException exception, object? target, long itemsRead, long? itemsInAll)
    {
        Progress?.Complete();
        ErrorRecord record = ErrorRecords.Thrown(WithConnection(exception).ForBrokenList(itemsRead, itemsInAll), target, this);

        // PowerShell does not add the errors of throw statements to the -ErrorVariable variable, so add this error here.
        if (MyInvocation.BoundParameters.TryGetValue("ErrorVariable", out object? name)
            && GetVariableValue($"{name}".TrimStart('+')) is IList { IsFixedSize: false } errors)
        {
            errors.Add(record);
        }

        throw new RuntimeException(record.Exception.Message, record.Exception, record) { WasThrownFromThrowStatement = true };
    }

    /// <summary>Writes a verbose message if verbose output is enabled. This check prevents PowerShell from prompting for each message when only -Debug is specified.</summary>
    internal new void WriteVerbose(string text)
    {
        if (Thread.WantsVerbose)
        {
            base.WriteVerbose(Show(text));
        }
    }

    /// <summary>Asks for confirmation, naming the connection if it is not the default. The text is redacted because PowerShell also writes it as a verbose message.</summary>
    private protected new bool ShouldProcess(string target, string action)
    {
        bool isOther = NeedsConnection && CurrentConnection != ConnectionRegistry.Default;
        return base.ShouldProcess(TerminalText.Clean(UserInformation.Redact(isOther ? $"{target} over the connection '{CurrentConnection.Name}'" : target)), TerminalText.Clean(action));
    }

    /// <summary>Writes a warning, redacted and without control characters.</summary>
    internal new void WriteWarning(string text) => base.WriteWarning(Show(text));

    private static string Show(string text) => TerminalText.CleanLines(UserInformation.Redact(text));

    /// <summary>Cancels the background work.</summary>
    internal void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // StopProcessing was called after Dispose.
        }
    }

    private PlannrException WithConnection(PlannrException exception)
    {
        exception.NamesConnection = Connections.AreSeveral;
        return exception;
    }

    private void CancelUnless(bool isWritten)
    {
        if (!isWritten)
        {
            Cancel();
            Progress?.Complete();
        }
    }

    private bool Wants(string parameter, string preference) =>
        MyInvocation.BoundParameters.TryGetValue(parameter, out object? bound) && bound is SwitchParameter given
            ? given.IsPresent
            : GetVariableValue(preference) is { } value
                && LanguagePrimitives.TryConvertTo(value, out ActionPreference action)
                && action is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
}
