using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Plannr.PowerShell.Tests.Hosting;
using Plannr.PowerShell.Tests.Serving;
using Xunit;

namespace Plannr.PowerShell.Tests.Limits;

/// <summary>Lists as long as a firm will ever have, or longer.</summary>
[Collection(ModuleSession.Collection)]
public sealed class LongListTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void A_hundred_thousand_executions_go_through_Where_Object_in_the_same_memory()
    {
        const int Many = 100_000;
        var memory = new List<long>();
        _served.Server.Override = new RunList(Many)
        {
            // Measured between the pages, when each is half done; what was asked for so far is the server's memory, not the module's.
            BeforePage = (_, request) =>
            {
                if (request.Number % 50 == 25)
                {
                    _served.Server.ClearRequests();
                    memory.Add(GC.GetTotalMemory(forceFullCollection: true));
                }
            },
        }.Answer;

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -NoAccount | Where-Object Name -like 'Run *000'").ShouldSucceed();

        Assert.Equal(Many / 1000, result.Output.Count);
        Assert.InRange(memory.Count, 3, 10);

        // From the first to the last lie tens of thousands of executions, of about a kilobyte each while they are held.
        Assert.InRange(memory[^1] - memory[0], long.MinValue, 10_000_000);
    }

    [Fact]
    public void A_list_that_grows_without_end_is_read_as_far_as_it_is_wanted()
    {
        int page = 0;
        _served.Server.Override = _ => new System.Net.Http.HttpResponseMessage
        {
            Content = new System.Net.Http.StringContent(
                $"{{\"data\":[{string.Join(",", Enumerable.Range(0, 50).Select(_ => $"{{\"uuid\":\"{Guid.NewGuid()}\"}}"))}],\"links\":{{\"next\":\"?page={++page + 1}\"}}}}"),
        };

        ScriptResult result = _served.Session.Run("Get-PlannrAutomationExecution -First 5025").ShouldSucceed();

        Assert.Equal(5025, result.Output.Count);
        Assert.InRange(_served.Paths.Length, 101, 102);
    }
}
