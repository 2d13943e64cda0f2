using Plannr.Client.Http;
using Plannr.Client.Json;

namespace Plannr.Benchmarks.Growth;

/// <summary>
/// Checks that the time to read text from the server grows linearly, even for hostile input: reading 16 times as much text takes about 16 times
/// as long, whereas a reader or regular expression that backtracks would take 256 times as long. Only the ratio of two durations matters, not the durations
/// themselves.
/// </summary>
internal sealed class GrowthBenchmark : IBenchmark
{
    private const int Length = 2_000;
    private const int Times = 16;
    private const int Tries = 40;
    private const double Most = 100;

    private static readonly string[] Starts = ["", "[error ", "{\"token\":\"", "<html>"];

    private static readonly string[] Pieces =
    [
        "[", "{", "\"", "'", "\\", "\\\"", " ", ":", "=", ",", "]", "a", "\" ", "{error:", "[{", "{\"a\":\"", "\"token\":", "\"token\":\"", "\"token\" ", "\"code\":\"\\", "token=", "?code=a&",
        "Bearer ", "Bearer  a ", "Basic\n", "<", "<title", "<title>", "<script>", "</script", "<style><script>", "&", "&#", "\n\r", "%41", "\"errors\":[",
    ];

    public string Name => "growth";

    public string Summary => $"Readers of text from the server, with {Times} times as much hostile input: at most {Most} times as long.";

    public Task<bool> RunAsync(string[] arguments)
    {
        StagedModule.UseAssemblies();
        return Task.FromResult(Run());
    }

    private static bool Run()
    {
        var table = new MarkdownTable("reader", "slowest repeated text", "factor", "at most");
        bool met = true;
        foreach ((string reader, Action<string> read) in Readers())
        {
            (string piece, double factor) = Starts.SelectMany(start => Pieces.Select(piece => (piece, Factor(read, start, piece)))).MaxBy(worst => worst.Item2);
            table.Add(reader, piece.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal), Number(factor), Number(Most));
            met &= factor <= Most;
        }

        table.Write(Console.Out);
        return met;
    }

    private static IEnumerable<(string Name, Action<string> Read)> Readers()
    {
        var redaction = new Redaction(() => ["pat-5f0d7c3a91e84b6f"]);
        return
        [
            ("a step's info", text => StepInfo.ReadErrors(text, failed: true)),
            ("redaction", text => redaction.CleanBody(text)),
            ("an error's body", text => ErrorBody.Read(Encoding.UTF8.GetBytes(text))),
        ];
    }

    /// <summary>Returns the smallest factor of several attempts, because other load on the machine is more likely to slow down the longer measurement.</summary>
    private static double Factor(Action<string> read, string start, string piece)
    {
        string text = start + Repeat(piece, Length);
        string longer = start + Repeat(piece, Length * Times);
        double least = double.PositiveInfinity;
        for (int i = 0; i < Tries && least > Times * 2; i++)
        {
            least = Math.Min(least, Measure(read, longer) / (double)Math.Max(Measure(read, text), Measure(read, text)));
        }

        return least;
    }

    private static long Measure(Action<string> read, string text)
    {
        long start = Stopwatch.GetTimestamp();
        read(text);

        // Round times below 50 µs up to 50 µs, because they are too close to the clock's resolution to be compared.
        return Math.Max(Stopwatch.GetTimestamp() - start, Stopwatch.Frequency / 20_000);
    }

    private static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
