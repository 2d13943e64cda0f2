using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Plannr.Client.Authentication;

/// <summary>
/// Waits on a loopback address for the browser that comes back from the sign-in. Reads the first line of a request and nothing else, and
/// answers with a plain page. (HttpListener would need administrator rights on Windows for anything but the strong name localhost.)
/// </summary>
internal sealed class LoopbackListener : IDisposable
{
    private const int LongestRequestLine = 16 * 1024;

    private readonly TcpListener _listener;
    private readonly string _path;

    /// <param name="redirectUri">An http address with a loopback host; port 0 takes a free one.</param>
    /// <exception cref="PlannrInvalidConnectionException">The address is another one, or its port is taken.</exception>
    public LoopbackListener(Uri redirectUri)
    {
        if (redirectUri.Scheme != "http" || !redirectUri.IsLoopback)
        {
            throw new PlannrInvalidConnectionException(
                $"Nothing can listen at '{redirectUri.GetLeftPart(UriPartial.Path)}': only http addresses of this machine itself are possible, such as {PlannrAuthorizationOptions.DefaultRedirectUri}.",
                "Sign in with -NoBrowser, and give the address that the browser ends at with -AuthorizationResponse.");
        }

        _path = redirectUri.AbsolutePath;
        _listener = new TcpListener(IPAddress.TryParse(redirectUri.Host.Trim('[', ']'), out IPAddress? address) ? address : IPAddress.Loopback, redirectUri.Port);
        try
        {
            _listener.Start();
        }
        catch (SocketException exception)
        {
            throw new PlannrInvalidConnectionException(
                $"Port {redirectUri.Port} of this machine can't be listened at: {exception.Message}",
                "Another program may use it, or another sign-in is under way. Give another address that is registered for the client with -RedirectUri.");
        }

        RedirectUri = new UriBuilder(redirectUri) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
    }

    /// <summary>The address with the port that was taken.</summary>
    public Uri RedirectUri { get; }

    /// <summary>The query of the first request for the address that carries one; others, such as for an icon, get a 404.</summary>
    public async Task<string> ReceiveAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration stopping = cancellationToken.Register(_listener.Stop);
        while (true)
        {
            try
            {
                using TcpClient client = await AcceptAsync(cancellationToken).ConfigureAwait(false);
                using CancellationTokenRegistration closing = cancellationToken.Register(client.Close);
                if (await AnswerAsync(client.GetStream()).ConfigureAwait(false) is { } query)
                {
                    return query;
                }
            }
            catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is SocketException or OperationCanceledException or InvalidOperationException or IOException)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (IOException)
            {
                // A browser opens connections that it does not use. The next one counts.
            }
        }
    }

    public void Dispose() => _listener.Stop();

    private Task<TcpClient> AcceptAsync(CancellationToken cancellationToken)
    {
#if NET
        return _listener.AcceptTcpClientAsync(cancellationToken).AsTask();
#else
        // Ended by the listener's stop.
        cancellationToken.ThrowIfCancellationRequested();
        return _listener.AcceptTcpClientAsync();
#endif
    }

    private async Task<string?> AnswerAsync(NetworkStream stream)
    {
        string[] words = (await ReadLineAsync(stream).ConfigureAwait(false)).Split(' ');
        bool isAnswer = words.Length == 3 && words[0] == "GET"
            && Uri.TryCreate(RedirectUri, words[1], out Uri? target) && target.AbsolutePath == _path && target.Query.Length > 1;
        string page = isAnswer ? Page : "Not found.";
        string head = $"HTTP/1.1 {(isAnswer ? "200 OK" : "404 Not Found")}\r\nContent-Type: text/{(isAnswer ? "html" : "plain")}; charset=utf-8\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(page)}\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
            + "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nConnection: close\r\n\r\n";
        byte[] answer = Encoding.UTF8.GetBytes(head + page);
#if NET
        await stream.WriteAsync(answer, CancellationToken.None).ConfigureAwait(false);
#else
        await stream.WriteAsync(answer, 0, answer.Length).ConfigureAwait(false);
#endif
        return isAnswer ? new Uri(RedirectUri, words[1]).Query : null;
    }

    private static async Task<string> ReadLineAsync(NetworkStream stream)
    {
        byte[] buffer = new byte[LongestRequestLine];
        int length = 0;
        while (length < buffer.Length)
        {
#if NET
            int read = await stream.ReadAsync(buffer.AsMemory(length), CancellationToken.None).ConfigureAwait(false);
#else
            int read = await stream.ReadAsync(buffer, length, buffer.Length - length).ConfigureAwait(false);
#endif
            length += read;
            int end = Array.IndexOf(buffer, (byte)'\n', 0, length);
            if (end >= 0 || read == 0)
            {
                return Encoding.ASCII.GetString(buffer, 0, Math.Max(end, 0)).TrimEnd('\r');
            }
        }

        return string.Empty;
    }

    private const string Page =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head><meta charset="utf-8"><title>Plannr for PowerShell</title>
        <style>:root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem}</style></head>
        <body><h1>Back to PowerShell</h1><p>Plannr has answered. PowerShell now says whether you are signed in. You can close this page.</p></body>
        </html>
        """;
}
