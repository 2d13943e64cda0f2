namespace Plannr.PowerShell.Tests.Limits;

/// <summary>Tests very long lists.</summary>
[Collection(ModuleSession.Collection)]
public sealed class LongListTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void Endless_list_is_read_at_most_one_page_further_than_needed()
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
