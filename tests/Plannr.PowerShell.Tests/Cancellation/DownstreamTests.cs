namespace Plannr.PowerShell.Tests.Cancellation;

[Collection(ModuleSession.Collection)]
public sealed class DownstreamTests : IAsyncLifetime
{
    private readonly Disconnects _disconnects = new();
    private ServedSession _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        Runs.ServeAll(_served.Server);

        // The response to request 1 is delayed until requests 2 and 3 are pending; those two never get a response.
        _served.Server.Faults.Add(Fault.Delay(_served.Server.WaitForRequestAsync(3)).ForPath(Runs.Path(1)));
        _served.Server.Faults.Add(_disconnects.Hang() with { Matches = request => request.Path != Runs.Path(99) });
        _served.Session.Set("Uuids", Runs.Uuids(20));
        _served.Session.Set("Last", Runs.Uuid(99));
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 3")]
    [InlineData("Get-PlannrAutomationExecution $Uuids -ThrottleLimit 3")]
    public async Task Exception_in_a_downstream_script_cancels_pending_requests(string script)
    {
        ScriptResult result = _served.Session.Run(script + " | ForEach-Object { throw 'enough' }");

        Assert.Equal("enough", result.ShouldTerminate().Exception.Message);
        await _disconnects.WaitForAsync(2).OrFail();
        AssertNothingMoreIsSent();
    }

    [Fact]
    public async Task Break_statement_in_a_downstream_script_cancels_pending_requests()
    {
        ScriptResult result = _served.Session.Run(
            "foreach ($once in 1) { $Uuids | Get-PlannrAutomationExecution -ThrottleLimit 3 | ForEach-Object { $_.Name; break } }").ShouldSucceed();

        Assert.Equal([$"Run {Runs.Uuid(1)}"], result.As<string>());
        await _disconnects.WaitForAsync(2).OrFail();
        AssertNothingMoreIsSent();
    }

    [Fact]
    public async Task Downstream_cmdlet_that_stops_the_pipeline_cancels_pending_requests()
    {
        _served.Session.Define<TakeFirstCommand>();

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 3 | Test-TakeFirst").ShouldSucceed();

        Assert.Equal(Runs.Uuid(1), Assert.Single(result.As<AutomationExecution>()).Uuid);
        await _disconnects.WaitForAsync(2).OrFail();
        AssertNothingMoreIsSent();
    }

    [Fact]
    public async Task Failing_downstream_cmdlet_cancels_pending_requests()
    {
        _served.Session.Define<TakeFirstCommand>();

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 3 | Test-TakeFirst -Fail");

        Assert.StartsWith("Failed,", result.ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
        await _disconnects.WaitForAsync(2).OrFail();
        AssertNothingMoreIsSent();
    }

    private void AssertNothingMoreIsSent()
    {
        _served.Session.Run("Get-PlannrAutomationExecution $Last").ShouldSucceed();

        // Request 4 may have been sent before the pipeline was stopped, when the response to request 1 freed a slot. No later request is allowed.
        Assert.Equal(Runs.Paths(1, 2, 3, 99), _served.Paths.Where(path => path != Runs.Path(4)).Order());
    }
}

/// <summary>Stops the pipeline at the first object, either with an error or as <c>Select-Object -First 1</c> does. The test engine has no <c>Select-Object</c>.</summary>
[Cmdlet("Test", "TakeFirst")]
public sealed class TakeFirstCommand : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    [Parameter]
    public SwitchParameter Fail { get; set; }

    protected override void ProcessRecord()
    {
        if (Fail)
        {
            ThrowTerminatingError(new ErrorRecord(new InvalidOperationException("no"), "Failed", ErrorCategory.InvalidOperation, InputObject));
        }

        WriteObject(InputObject);
        throw CreateStopUpstreamException();
    }

    /// <summary>Creates the internal exception with which the engine stops upstream commands.</summary>
    private Exception CreateStopUpstreamException()
    {
        Type type = typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        return (Exception)Activator.CreateInstance(type, this)!;
    }
}
