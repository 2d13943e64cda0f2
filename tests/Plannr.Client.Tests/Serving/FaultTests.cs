namespace Plannr.Client.Tests.Serving;

/// <summary>Tests the conditions of the faults that the test server injects.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(1, "/api/v1/task", true)]
    [InlineData(2, "/api/v1/task", false)]
    [InlineData(1, "/api/v1/tag", false)]
    public void Fault_with_several_conditions_affects_only_requests_that_meet_all_of_them(int number, string path, bool expected)
    {
        RecordedRequest request = new()
        {
            Number = number,
            Method = "GET",
            Path = path,
            Query = string.Empty,
            Headers = new Dictionary<string, IReadOnlyList<string>>(),
            Body = string.Empty,
            ReceivedAt = DateTimeOffset.UnixEpoch,
            ConnectionId = "1",
            Concurrency = 1,
        };

        Assert.Equal(expected, Fault.Reset().ForPath("/task").ForRequest(1).Matches(request));
        Assert.Equal(expected, Fault.Reset().ForRequest(1).ForPath("/task").Matches(request));
        Assert.False((Fault.Reset() with { Matches = _ => false }).ForPath("/task").Matches(request));
    }
}
