using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;

namespace Plannr.TestServer.Faults;

/// <content>Faults of the connection: late, slow, cut off or gone.</content>
public sealed partial record Fault
{
    /// <summary>The right answer, once a task has completed. Ends early when the client goes away.</summary>
    /// <param name="gate">Usually the task of a <see cref="TaskCompletionSource"/> that the test completes.</param>
    public static Fault Delay(Task gate) => new("delay", async context =>
    {
        await gate.WaitAsync(context.CancellationToken);
        await SendRightAnswerAsync(context);
    });

    /// <summary>The right answer, after a time. Ends early when the client goes away.</summary>
    /// <param name="delay">How long to hold it back, in real time.</param>
    public static Fault Delay(TimeSpan delay) => new("delay", async context =>
    {
        await Task.Delay(delay, context.CancellationToken);
        await SendRightAnswerAsync(context);
    });

    /// <summary>A TCP reset before any byte of an answer.</summary>
    public static Fault Reset() => new("reset", context =>
    {
        // Closing a socket that lingers for no time sends RST instead of FIN.
        if (context.Http.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        context.Http.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Headers with the right Content-Length, half of the body, and the end of the connection.</summary>
    public static Fault CutOffBody() => new("cut-off body", context => SendHalfAsync(context, withLength: true));

    /// <summary>Headers of a chunked answer, half of the body, and the end of the connection without a last chunk.</summary>
    public static Fault CutOffChunks() => new("cut-off chunks", context => SendHalfAsync(context, withLength: false));

    /// <summary>The first half of the body at once, the rest when a task has completed.</summary>
    /// <param name="gate">Usually the task of a <see cref="TaskCompletionSource"/> that the test completes.</param>
    public static Fault SlowBody(Task gate) => SlowBody(2, context => gate.WaitAsync(context.CancellationToken));

    /// <summary>The body in pieces with a pause before each but the first.</summary>
    /// <param name="pause">How long to wait, in real time.</param>
    /// <param name="pieces">How many pieces.</param>
    public static Fault SlowBody(TimeSpan pause, int pieces = 8) => SlowBody(pieces, context => Task.Delay(pause, context.CancellationToken));

    private static Fault SlowBody(int pieces, Func<FaultContext, Task> wait) => new("slow body", async context =>
    {
        using var answer = await context.GetAnswerAsync();
        var body = await StartAsync(context, answer, withLength: true);
        for (var piece = 0; piece < pieces; piece++)
        {
            if (piece > 0)
            {
                await wait(context);
            }

            var start = (int)((long)body.Length * piece / pieces);
            var end = (int)((long)body.Length * (piece + 1) / pieces);
            await WriteAsync(context, body.AsMemory(start, end - start));
        }
    });

    private static async Task SendRightAnswerAsync(FaultContext context)
    {
        using var answer = await context.GetAnswerAsync();
        await context.SendAsync(answer);
    }

    private static async Task SendHalfAsync(FaultContext context, bool withLength)
    {
        using var answer = await context.GetAnswerAsync();
        var body = await StartAsync(context, answer, withLength);
        await WriteAsync(context, body.AsMemory(0, body.Length / 2));

        // Aborting could overtake what was written; after an exception the server sends that first and then closes.
        throw new IOException("Cut off by a fault.");
    }

    private static async Task<byte[]> StartAsync(FaultContext context, HttpResponseMessage answer, bool withLength)
    {
        var body = await answer.Content.ReadAsByteArrayAsync(context.CancellationToken);
        MessageBridge.CopyHead(answer, context.Http.Response);
        context.Http.Response.ContentLength = withLength ? body.Length : null;
        return body;
    }

    private static async Task WriteAsync(FaultContext context, ReadOnlyMemory<byte> piece)
    {
        await context.Http.Response.Body.WriteAsync(piece, context.CancellationToken);
        await context.Http.Response.Body.FlushAsync(context.CancellationToken);
    }
}
