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

        // 1 is answered when 2 and 3 are under way, which are never answered.
        _served.Server.Faults.Add(Fault.Delay(_served.Server.WaitForRequestAsync(3)).ForPath(Runs.Path(1)));
        _served.Server.Faults.Add(_disconnects.Hang() with { Matches = request => request.Path != Runs.Path(99) });
        _served.Session.Set("Uuids", Runs.Uuids(20));
        _served.Session.Set("Last", Runs.Uuid(99));
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 3")]
    [InlineData("Get-PlannrAutomationExecution $Uuids -ThrottleLimit 3")]
    public async Task A_script_further_down_that_throws_breaks_off_the_requests_under_way(string script)
    {
        ScriptResult result = _served.Session.Run(script + " | ForEach-Object { throw 'enough' }");

        Assert.Equal("enough", result.ShouldTerminate().Exception.Message);
        await _disconnects.WaitForAsync(2).OrFail();
        NothingMoreIsSent();
    }

    [Fact]
    public async Task A_loop_that_is_left_further_down_breaks_off_the_requests_under_way()
    {
        ScriptResult result = _served.Session.Run(
            "foreach ($once in 1) { $Uuids | Get-PlannrAutomationExecution -ThrottleLimit 3 | ForEach-Object { $_.Name; break } }").ShouldSucceed();

        Assert.Equal([$"Run {Runs.Uuid(1)}"], result.As<string>());
        await _disconnects.WaitForAsync(2).OrFail();
        NothingMoreIsSent();
    }

    [Fact]
    public async Task A_cmdlet_that_wants_only_the_first_breaks_off_the_requests_under_way()
    {
        _served.Session.Define<TakeFirstCommand>();

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 3 | Test-TakeFirst").ShouldSucceed();

        Assert.Equal(Runs.Uuid(1), Assert.Single(result.As<AutomationExecution>()).Uuid);
        await _disconnects.WaitForAsync(2).OrFail();
        NothingMoreIsSent();
    }

    [Fact]
    public async Task A_cmdlet_further_down_that_fails_breaks_off_the_requests_under_way()
    {
        _served.Session.Define<TakeFirstCommand>();

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 3 | Test-TakeFirst -Fail");

        Assert.StartsWith("Failed,", result.ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
        await _disconnects.WaitForAsync(2).OrFail();
        NothingMoreIsSent();
    }

    private void NothingMoreIsSent()
    {
        _served.Session.Run("Get-PlannrAutomationExecution $Last").ShouldSucceed();

        // 4 may have left when the answer to 1 made room for it, before anything went wrong further down; those behind it must not.
        Assert.Equal(Runs.Paths(1, 2, 3, 99), _served.Paths.Where(path => path != Runs.Path(4)).Order());
    }
}

/// <summary>Ends the pipeline at the first object: as <c>Select-Object -First 1</c> does, which is not in this engine, or with an error.</summary>
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
        throw StopUpstreamCommands();
    }

    /// <summary>The exception by which the engine itself ends the commands further up. It is internal.</summary>
    private Exception StopUpstreamCommands()
    {
        Type type = typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
        return (Exception)Activator.CreateInstance(type, this)!;
    }
}
