using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Text;
using Plannr.Client.Http;
using Plannr.Client.Resources;
using Xunit;

namespace Plannr.Client.Tests.Limits;

/// <summary>
/// Text from the server that is sixteen times as long takes about sixteen times as long, also where it was made to mislead: a reader or a pattern
/// that goes back and forth takes 256 times as long. The two times are compared with each other, never with a clock.
/// </summary>
public sealed class GrowthTests
{
    private const int Length = 2_000;
    private const int Times = 16;
    private const double Most = 100;

    private static readonly Redaction Redaction = new(() => ["pat-5f0d7c3a91e84b6f"]);

    private static readonly Dictionary<string, Action<string>> Readers = new()
    {
        ["info"] = text => StepInfo.ReadErrors(text, failed: true),
        ["redaction"] = text => Redaction.CleanBody(text),
        ["error"] = text => ErrorBody.Read(Encoding.UTF8.GetBytes(text)),
    };

    private static readonly string[] Pieces =
    [
        "[", "{", "\"", "'", "\\", "\\\"", " ", ":", "=", ",", "]", "a", "\" ", "{error:", "[{", "{\"a\":\"", "\"token\":", "\"token\":\"", "\"token\" ", "\"code\":\"\\", "token=", "?code=a&",
        "Bearer ", "Bearer  a ", "Basic\n", "<", "<title", "<title>", "<script>", "</script", "<style><script>", "&", "&#", "\n\r", "%41", "\"errors\":[",
    ];

    public static TheoryData<string, string, string> Cases()
    {
        var cases = new TheoryData<string, string, string>();
        foreach (string reader in Readers.Keys)
        {
            foreach (string start in new[] { string.Empty, "[error ", "{\"token\":\"", "<html>" })
            {
                foreach (string piece in Pieces)
                {
                    cases.Add(reader, start, piece);
                }
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Time_grows_with_the_text_and_no_faster(string reader, string start, string piece)
    {
        string text = start + Repeat(piece, Length);
        string longer = start + Repeat(piece, Length * Times);

        // Something else on the machine can only make it slower, and hardly each time: all test projects run side by side, and count lines.
        bool isLinear = Enumerable.Range(0, 40).Any(_ => Measure(reader, longer) <= Math.Max(Measure(reader, text), Measure(reader, text)) * Most);

        Assert.True(isLinear);
    }

    private static long Measure(string reader, string text)
    {
        long start = Stopwatch.GetTimestamp();
        Readers[reader](text);

        // Below the clock's reach everything is linear.
        return Math.Max(Stopwatch.GetTimestamp() - start, Stopwatch.Frequency / 20_000);
    }

    private static string Repeat(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));
}
