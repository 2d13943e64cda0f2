
namespace Plannr.Fuzz.Tests.Answers;

/// <summary>Tests that no request waits forever, whatever the rate limit headers and the order of the responses are.</summary>
public sealed class PaceFuzz
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Each number is an event: a request starts, a response arrives, a request is cancelled, or time passes.</summary>
    [Fuzz]
    public void Every_request_eventually_proceeds(int[] events)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 6, 10, 9, 30, 0, TimeSpan.Zero));
        var limiter = new RateLimiter(clock, LongestWait);
        var entering = new List<(Task<int?> Turn, CancellationTokenSource Cancellation)>();
        var inProgress = new Queue<int?>();
        foreach (int item in events)
        {
            int number = Math.Abs(item % 1000);
            switch (item & 3)
            {
                case 0:
                    var cancellation = new CancellationTokenSource();
                    entering.Add((limiter.EnterAsync(null, cancellation.Token), cancellation));
                    break;
                case 1 when inProgress.TryDequeue(out int? left):
                    limiter.Leave(left, Headers(number), number % 5 == 0);
                    break;
                case 2 when entering.Count > 0 && number % 3 == 0:
                    entering[number % entering.Count].Cancellation.Cancel();
                    break;
                case 3:
                    clock.Advance(TimeSpan.FromSeconds(number % 90));
                    break;
            }

            Settle(milliseconds: 0);
        }

        for (int i = 0; entering.Count + inProgress.Count > 0; i++)
        {
            Assert.True(i < 10_000, $"Requests that wait forever: {entering.Count}.");
            if (inProgress.TryDequeue(out int? left))
            {
                limiter.Leave(left, new RateLimitHeaders(500, 400, null), isRefused: false);
            }
            else
            {
                clock.Advance(TimeSpan.FromSeconds(61));
            }

            Settle(milliseconds: 1);
        }

        void Settle(int milliseconds)
        {
            // Requests continue on other threads.
            SpinWait.SpinUntil(() => entering.Any(one => one.Turn.IsCompleted), entering.Count > 0 ? milliseconds : 0);
            foreach ((Task<int?> turn, CancellationTokenSource cancellation) in entering.Where(one => one.Turn.IsCompleted).ToArray())
            {
                if (turn.IsCompletedSuccessfully)
                {
                    inProgress.Enqueue(turn.Result);
                }

                cancellation.Dispose();
                entering.RemoveAll(one => one.Turn == turn);
            }
        }
    }

    private static RateLimitHeaders? Headers(int number) => (number % 4) switch
    {
        0 => null,
        1 => new RateLimitHeaders(number % 2 == 0 ? null : 500, 0, number % 3 == 0 ? null : TimeSpan.FromSeconds(number)),
        _ => new RateLimitHeaders(500, number % 7, null),
    };
}
