using System;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using Plannr.Client.Limits;
using Xunit;

namespace Plannr.Client.Tests.Limits;

/// <summary>The pace of a connection, by a clock that a test moves.</summary>
public sealed class PaceTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 6, 10, 9, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task A_wait_whose_end_passes_while_it_is_looked_at_is_waited_for_all_the_same()
    {
        var limiter = new RateLimiter(_clock, TimeSpan.FromSeconds(60));
        limiter.Leave(await limiter.EnterAsync(null, default), new RateLimitHeaders(500, 0, TimeSpan.FromSeconds(1)), isRefused: true);
        _clock.AutoAdvanceAmount = TimeSpan.FromSeconds(1.5);

        Task<int?> turn = limiter.EnterAsync(null, default);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await turn);
    }
}
