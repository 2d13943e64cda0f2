using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;

namespace Plannr.TestServer.Faults;

/// <content>Faults that delay, slow down or truncate the response, or reset the connection.</content>
public sealed partial record Fault
{
    /// <summary>Sends the normal response when a task completes. The wait ends early if the client disconnects.</summary>
    /// <param name="gate">The task to wait for, usually that of a <see cref="TaskCompletionSource"/> that the test completes.</param>
    public static Fault Delay(Task gate) => new("delay", async context =>
    {
        await gate.WaitAsync(context.CancellationToken);
        await SendNormalResponseAsync(context);
    });

    /// <summary>Sends the normal response after a delay. The delay ends early if the client disconnects.</summary>
    /// <param name="delay">The delay, in real time.</param>
    public static Fault Delay(TimeSpan delay) => new("delay", async context =>
    {
        await Task.Delay(delay, context.CancellationToken);
        await SendNormalResponseAsync(context);
    });

    /// <summary>Resets the TCP connection before the first byte of the response is sent.</summary>
    public static Fault Reset() => new("connection reset", context =>
    {
        // Closing a socket with a linger time of 0 sends RST instead of FIN.
        if (context.Http.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        context.Http.Abort();
        return Task.CompletedTask;
    });

    /// <summary>Sends the headers with the full Content-Length and half of the body, then closes the connection.</summary>
    public static Fault CutOffBody() => new("truncated body", context => SendHalfAsync(context, withLength: true));

    /// <summary>Sends the headers of a chunked response and half of the body, then closes the connection without the final chunk.</summary>
    public static Fault CutOffChunks() => new("truncated chunks", context => SendHalfAsync(context, withLength: false));

    /// <summary>Sends the first half of the body immediately and the rest when a task completes.</summary>
    /// <param name="gate">The task to wait for, usually that of a <see cref="TaskCompletionSource"/> that the test completes.</param>
    public static Fault SlowBody(Task gate) => SlowBody(2, context => gate.WaitAsync(context.CancellationToken));

    /// <summary>Sends the body in pieces, with a pause between them.</summary>
    /// <param name="pause">The pause, in real time.</param>
    /// <param name="pieces">The number of pieces.</param>
    public static Fault SlowBody(TimeSpan pause, int pieces = 8) => SlowBody(pieces, context => Task.Delay(pause, context.CancellationToken));

    private static Fault SlowBody(int pieces, Func<FaultContext, Task> wait) => new("slow body", async context =>
    {
        using var response = await context.GetResponseAsync();
        var body = await StartAsync(context, response, withLength: true);
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

    private static async Task SendNormalResponseAsync(FaultContext context)
    {
        using var response = await context.GetResponseAsync();
        await context.SendAsync(response);
    }

    private static async Task SendHalfAsync(FaultContext context, bool withLength)
    {
        using var response = await context.GetResponseAsync();
        var body = await StartAsync(context, response, withLength);
        await WriteAsync(context, body.AsMemory(0, body.Length / 2));

        // Abort could discard the bytes already written. After an exception, the server sends them before it closes the connection.
        throw new IOException("Truncated by a fault.");
    }

    private static async Task<byte[]> StartAsync(FaultContext context, HttpResponseMessage response, bool withLength)
    {
        var body = await response.Content.ReadAsByteArrayAsync(context.CancellationToken);
        MessageBridge.CopyHead(response, context.Http.Response);
        context.Http.Response.ContentLength = withLength ? body.Length : null;
        return body;
    }

    private static async Task WriteAsync(FaultContext context, ReadOnlyMemory<byte> piece)
    {
        await context.Http.Response.Body.WriteAsync(piece, context.CancellationToken);
        await context.Http.Response.Body.FlushAsync(context.CancellationToken);
    }
}
