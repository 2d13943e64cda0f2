using Plannr.TestServer.Faults;

namespace Plannr.Benchmarks.Soak;

/// <summary>Injects a random server, proxy or network fault into one request in ten, on average.</summary>
internal sealed class FaultMix
{
    private const int OneIn = 10;

    /// <summary>A delay longer than the connection's timeout.</summary>
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(SoakBenchmark.TimeoutSeconds + 1);

    private readonly Lock _lock = new();
    private readonly Random _random;
    private readonly Fault[] _kinds = [.. Kinds()];
    private readonly SortedDictionary<string, int> _happened = new(StringComparer.Ordinal);

    public FaultMix(int seed)
    {
        _random = new Random(seed);
        Any = new Fault("any", context => Choose().Behaviour(context)) { Matches = _ => Happens() };
    }

    /// <summary>The fault to add to a server.</summary>
    public Fault Any { get; }

    /// <summary>The number of times that each fault occurred, keyed by the fault's name.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Happened
    {
        get
        {
            lock (_lock)
            {
                return [.. _happened];
            }
        }
    }

    private bool Happens()
    {
        lock (_lock)
        {
            return _random.Next(OneIn) == 0;
        }
    }

    private Fault Choose()
    {
        lock (_lock)
        {
            Fault kind = _kinds[_random.Next(_kinds.Length)];
            _happened[kind.Name] = _happened.GetValueOrDefault(kind.Name) + 1;
            return kind;
        }
    }

    private static IEnumerable<Fault> Kinds() =>
    [
        .. new[] { 400, 401, 403, 404, 408, 409, 422, 500, 502, 503, 504 }.Select(status => Fault.Status(status, """{"message":"Something is wrong."}""")),
        Limited("no Retry-After"),
        Limited("Retry-After in seconds", ("Retry-After", "1")),
        new Fault("status 429, Retry-After as a date", context => Limited(
            string.Empty, ("Retry-After", DateTimeOffset.UtcNow.AddSeconds(2).ToString("r", CultureInfo.InvariantCulture))).Behaviour(context)),
        Limited("an absurd Retry-After", ("Retry-After", "99999999999")),
        Limited("an unreadable Retry-After", ("Retry-After", "soon")),
        Fault.Redirect("https://elsewhere.example/"),
        Fault.Html(),
        Fault.Html(status: 502),
        Fault.NoContent(),
        Fault.Status(200) with { Name = "empty body" },
        Fault.TruncatedJson(),
        Fault.RewriteBody(body => body.Replace("http://127.0.0.1", "https://elsewhere.example", StringComparison.Ordinal)) with { Name = "link to another server" },
        Fault.RewriteBody(body => body.Replace("\"name\":\"Run", "\"surplus\":[{}],\"name\":\"Run\\ud83d", StringComparison.Ordinal)) with { Name = "invalid text" },
        Fault.RewriteBody(body => body.Replace("\"current_page\":", "\"current_page\":1", StringComparison.Ordinal)) with { Name = "different page than requested" },
        Fault.WithoutHeaders("Content-Type") with { Name = "no content type" },
        Fault.Delay(TimeSpan.FromMilliseconds(200)) with { Name = "late response" },
        Fault.Delay(TooLong) with { Name = "response after the timeout" },
        Fault.SlowBody(TimeSpan.FromMilliseconds(20)),
        Fault.Reset(),
        Fault.CutOffBody(),
        Fault.CutOffChunks(),
    ];

    private static Fault Limited(string name, params (string Name, string Value)[] headers) =>
        Fault.Status(429, "{}", "application/json", headers) with { Name = "status 429, " + name };
}
