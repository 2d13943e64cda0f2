using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Plannr.PowerShell.Tests.Hosting;
using Plannr.PowerShell.Tests.Serving;
using Xunit;

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

        // 1 is answered. 2 and 3 are under way when it comes out, and are never answered.
        _served.Server.Faults.Add(_disconnects.Hang() with { Matches = request => request.Path != Runs.Path(1) && request.Path != Runs.Path(99) });
        _served.Session.Set("Uuids", Runs.Uuids(20));
        _served.Session.Set("Last", Runs.Uuid(99));
        _served.Session.Set("BothUnderWay", (Action)(() => _served.Server.WaitForRequestAsync(3).OrFail().GetAwaiter().GetResult()));
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 2")]
    [InlineData("Get-PlannrAutomationExecution $Uuids -ThrottleLimit 2")]
    public async Task A_script_further_down_that_throws_breaks_off_the_requests_under_way(string script)
    {
        ScriptResult result = _served.Session.Run(script + " | ForEach-Object { $BothUnderWay.Invoke(); throw 'enough' }");

        Assert.Equal("enough", result.ShouldTerminate().Exception.Message);
        await _disconnects.WaitForAsync(2).OrFail();
        NothingMoreIsSent();
    }

    [Fact]
    public async Task A_loop_that_is_left_further_down_breaks_off_the_requests_under_way()
    {
        ScriptResult result = _served.Session.Run(
            "foreach ($once in 1) { $Uuids | Get-PlannrAutomationExecution -ThrottleLimit 2 | ForEach-Object { $BothUnderWay.Invoke(); $_.Name; break } }").ShouldSucceed();

        Assert.Equal([$"Run {Runs.Uuid(1)}"], result.As<string>());
        await _disconnects.WaitForAsync(2).OrFail();
        NothingMoreIsSent();
    }

    [Fact]
    public async Task A_cmdlet_that_wants_only_the_first_breaks_off_the_requests_under_way()
    {
        _served.Session.Define<TakeFirstCommand>();

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 2 | Test-TakeFirst -Before $BothUnderWay").ShouldSucceed();

        Assert.Equal(Runs.Uuid(1), Assert.Single(result.As<AutomationExecution>()).Uuid);
        await _disconnects.WaitForAsync(2).OrFail();
        NothingMoreIsSent();
    }

    [Fact]
    public async Task A_cmdlet_further_down_that_fails_breaks_off_the_requests_under_way()
    {
        _served.Session.Define<TakeFirstCommand>();

        ScriptResult result = _served.Session.Run("$Uuids | Get-PlannrAutomationExecution -ThrottleLimit 2 | Test-TakeFirst -Before $BothUnderWay -Fail");

        Assert.StartsWith("Failed,", result.ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
        await _disconnects.WaitForAsync(2).OrFail();
        NothingMoreIsSent();
    }

    private void NothingMoreIsSent()
    {
        _served.Session.Run("Get-PlannrAutomationExecution $Last").ShouldSucceed();
        Assert.Equal(4, _served.Paths.Length);
        Assert.Equal(Runs.Path(99), _served.Paths[3]);
    }
}

/// <summary>Ends the pipeline at the first object: as <c>Select-Object -First 1</c> does, which is not in this engine, or with an error.</summary>
[Cmdlet("Test", "TakeFirst")]
public sealed class TakeFirstCommand : PSCmdlet
{
    [Parameter(ValueFromPipeline = true)]
    public object? InputObject { get; set; }

    [Parameter]
    public Action Before { get; set; } = () => { };

    [Parameter]
    public SwitchParameter Fail { get; set; }

    protected override void ProcessRecord()
    {
        Before();
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
