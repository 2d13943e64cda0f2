
namespace Plannr.Fuzz.Tests.Answers;

/// <summary>Whatever a server says of its limit and in whatever order its answers come, nobody waits for ever.</summary>
public sealed class PaceFuzz
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Each number is something that happens: somebody comes, an answer comes, somebody gives up, time passes.</summary>
    [Fuzz]
    public void All_have_their_turn_whatever_the_answers_say(int[] happenings)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 6, 10, 9, 30, 0, TimeSpan.Zero));
        var limiter = new RateLimiter(clock, LongestWait);
        var entering = new List<(Task<int?> Turn, CancellationTokenSource Patience)>();
        var underWay = new Queue<int?>();
        foreach (int happening in happenings)
        {
            int number = Math.Abs(happening % 1000);
            switch (happening & 3)
            {
                case 0:
                    var patience = new CancellationTokenSource();
                    entering.Add((limiter.EnterAsync(null, patience.Token), patience));
                    break;
                case 1 when underWay.TryDequeue(out int? left):
                    limiter.Leave(left, Said(number), number % 5 == 0);
                    break;
                case 2 when entering.Count > 0 && number % 3 == 0:
                    entering[number % entering.Count].Patience.Cancel();
                    break;
                case 3:
                    clock.Advance(TimeSpan.FromSeconds(number % 90));
                    break;
            }

            Settle(milliseconds: 0);
        }

        for (int i = 0; entering.Count + underWay.Count > 0; i++)
        {
            Assert.True(i < 10_000, $"{entering.Count} wait for ever.");
            if (underWay.TryDequeue(out int? left))
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
            // What can go on does so on other threads.
            SpinWait.SpinUntil(() => entering.Any(one => one.Turn.IsCompleted), entering.Count > 0 ? milliseconds : 0);
            foreach ((Task<int?> turn, CancellationTokenSource patience) in entering.Where(one => one.Turn.IsCompleted).ToArray())
            {
                if (turn.IsCompletedSuccessfully)
                {
                    underWay.Enqueue(turn.Result);
                }

                patience.Dispose();
                entering.RemoveAll(one => one.Turn == turn);
            }
        }
    }

    private static RateLimitHeaders? Said(int number) => (number % 4) switch
    {
        0 => null,
        1 => new RateLimitHeaders(number % 2 == 0 ? null : 500, 0, number % 3 == 0 ? null : TimeSpan.FromSeconds(number)),
        _ => new RateLimitHeaders(500, number % 7, null),
    };
}
