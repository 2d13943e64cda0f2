using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Plannr.Fuzz.Tests.Exchanges;

/// <summary>A server on the loopback address that responds to each request with given bytes, valid or not, and closes the connection.</summary>
public sealed class RawServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private int _requests;

    public RawServer()
    {
        _listener.Start(100);
        BaseUri = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    public Uri BaseUri { get; }

    /// <summary>The function that creates the bytes of the response to a request line.</summary>
    public Func<string, byte[]> Respond { get; set; } = _ => [];

    /// <summary>The number of requests since this was set to 0.</summary>
    public int Requests
    {
        get => Volatile.Read(ref _requests);
        set => Volatile.Write(ref _requests, value);
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient connection;
            try
            {
                connection = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = RespondAsync(connection);
        }
    }

    private async Task RespondAsync(TcpClient connection)
    {
        using (connection)
        {
            try
            {
                NetworkStream stream = connection.GetStream();
                if (await ReadRequestAsync(stream) is { } line)
                {
                    Interlocked.Increment(ref _requests);
                    await stream.WriteAsync(Respond(line));
                    connection.Client.Shutdown(SocketShutdown.Send);
                }
            }
            catch (System.IO.IOException)
            {
                // The client disconnected first.
            }
            catch (SocketException)
            {
                // The client disconnected first.
            }
        }
    }

    /// <summary>Reads a request with its body and returns the request line, or null if there was none. Closing the connection with unread bytes would reset it and lose the response.</summary>
    private static async Task<string?> ReadRequestAsync(NetworkStream stream)
    {
        byte[] buffer = new byte[16 * 1024];
        int length = 0;
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                return null;
            }

            length += read;
            if (IsComplete(buffer.AsSpan(0, length)))
            {
                return System.Text.Encoding.ASCII.GetString(buffer, 0, buffer.AsSpan().IndexOf((byte)'\r'));
            }
        }
    }

    private static bool IsComplete(ReadOnlySpan<byte> request)
    {
        int end = request.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> name = "Content-Length: "u8;
        int start = request.IndexOf(name);
        int body = start >= 0 && start < end && Utf8Parser.TryParse(request[(start + name.Length)..], out int announced, out _) ? announced : 0;
        return request.Length >= end + 4 + body;
    }
}
