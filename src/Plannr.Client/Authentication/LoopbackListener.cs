using System.Net.Sockets;

namespace Plannr.Client.Authentication;

/// <summary>
/// Waits on a loopback address for the browser that returns from the sign-in. Reads the first line of a request and nothing else, and
/// responds with a simple page. Every program and every web page on this computer can send requests there: only a response to this sign-in ends the wait, and
/// an idle connection does not block another. The number of idle connections is limited: the oldest is closed for a new one. (HttpListener would need administrator rights on Windows for anything but localhost.)
/// </summary>
internal sealed class LoopbackListener : IDisposable
{
    private const int LongestRequestLine = 16 * 1024;
    private const int MaximumIdle = 32;

    private static readonly TimeSpan LongestConnection = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AcceptRetryDelay = TimeSpan.FromMilliseconds(100);

    private readonly IReadOnlyList<TcpListener> _listeners;
    private readonly List<TcpClient> _idle = [];
    private readonly Predicate<string> _isAnswer;
    private readonly TimeProvider _time;
    private readonly string _path;

    /// <param name="redirectUri">An http URL with a loopback host; port 0 takes a free one.</param>
    /// <param name="isAnswer">Returns whether a query is the expected response.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="PlannrInvalidConnectionException">The URL is not valid here, or its port is in use.</exception>
    public LoopbackListener(Uri redirectUri, Predicate<string> isAnswer, TimeProvider time)
    {
        if (redirectUri.Scheme != "http" || !redirectUri.IsLoopback)
        {
            throw new PlannrInvalidConnectionException(
                $"Nothing can listen at '{redirectUri.GetLeftPart(UriPartial.Path)}': only http addresses of this machine itself are possible, such as {PlannrAuthorizationOptions.DefaultRedirectUri}.",
                "Sign in with -NoBrowser, and give the address that the browser ends at with -AuthorizationResponse.");
        }

        _isAnswer = isAnswer;
        _time = time;
        _path = redirectUri.AbsolutePath;
        try
        {
            _listeners = LoopbackBinding.Listen(redirectUri.Host, redirectUri.Port);
        }
        catch (SocketException exception)
        {
            throw new PlannrInvalidConnectionException(
                $"Port {redirectUri.Port} of this machine can't be listened at: {exception.Message}",
                "Another program may use it, or another sign-in is under way. Give another address that is registered for the client with -RedirectUri.");
        }

        // The server compares it with the registered one, character by character: it is only rewritten if necessary.
        RedirectUri = redirectUri.Port == 0 ? new UriBuilder(redirectUri) { Port = ((IPEndPoint)_listeners[0].LocalEndpoint).Port }.Uri : redirectUri;
    }

    /// <summary>The given URL, with the actual port if that was 0.</summary>
    public Uri RedirectUri { get; }

    /// <summary>Waits for the expected response and returns its query.</summary>
    public async Task<string> ReceiveAsync(CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using (ending.Token.Register(Dispose))
        {
            await Task.WhenAll(_listeners.Select(listener => AcceptAllAsync(listener, answer, ending))).ConfigureAwait(false);
        }

        return answer.Task.IsCompleted ? await answer.Task.ConfigureAwait(false) : throw new OperationCanceledException(cancellationToken);
    }

    public void Dispose()
    {
        foreach (TcpListener listener in _listeners)
        {
            listener.Stop();
        }
    }

    /// <summary>Serves the connections of one address until the wait ends.</summary>
    private async Task AcceptAllAsync(TcpListener listener, TaskCompletionSource<string> answer, CancellationTokenSource ending)
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                if (await TryAcceptAsync(listener, ending.Token).ConfigureAwait(false) is { } client)
                {
                    AddIdle(client);
                    serving.RemoveAll(task => task.IsCompleted);
                    serving.Add(ServeAsync(client, answer, ending));
                }
                else
                {
                    // A closed connection frees its handle a little later. Without the delay, the loop would close them all, including that of the response.
                    CloseOlderHalf();
                    await Clock.DelayAsync(_time, AcceptRetryDelay, ending.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or InvalidOperationException)
        {
            // Stopped by the response, the caller or Dispose.
        }

        await Task.WhenAll(serving).ConfigureAwait(false);
    }

    /// <summary>Accepts a connection. Null if that fails, because the process has no file handle left or the client has gone.</summary>
    private static async Task<TcpClient?> TryAcceptAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        try
        {
#if NET
            return await listener.AcceptTcpClientAsync(cancellationToken).ConfigureAwait(false);
#else
            // Stopping the listener cancels it.
            cancellationToken.ThrowIfCancellationRequested();
            return await listener.AcceptTcpClientAsync().ConfigureAwait(false);
#endif
        }
        catch (SocketException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private void AddIdle(TcpClient client)
    {
        lock (_idle)
        {
            if (_idle.Count == MaximumIdle)
            {
                _idle[0].Close();
                _idle.RemoveAt(0);
            }

            _idle.Add(client);
        }
    }

    private void RemoveIdle(TcpClient client)
    {
        lock (_idle)
        {
            _idle.Remove(client);
        }
    }

    /// <summary>Closes the older half of the idle connections, never the newest.</summary>
    private void CloseOlderHalf()
    {
        lock (_idle)
        {
            int count = _idle.Count / 2;
            _idle.GetRange(0, count).ForEach(client => client.Close());
            _idle.RemoveRange(0, count);
        }
    }

    private async Task ServeAsync(TcpClient client, TaskCompletionSource<string> answer, CancellationTokenSource ending)
    {
        if (await AnswerAsync(client, answer, ending.Token).ConfigureAwait(false))
        {
            ending.Cancel();
        }
    }

    /// <summary>Serves a connection, and returns whether it brought the response. Its page is written before the other connections are closed.</summary>
    private async Task<bool> AnswerAsync(TcpClient client, TaskCompletionSource<string> answer, CancellationToken ending)
    {
        using TcpClient served = client;
        using CancellationTokenSource patience = Clock.After(_time, LongestConnection);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(ending, patience.Token);
        using CancellationTokenRegistration close = closing.Token.Register(client.Close);
        bool isAnswer = false;
        try
        {
            NetworkStream stream = client.GetStream();
            string? query = GetQuery(await ReadLineAsync(stream).ConfigureAwait(false));
            RemoveIdle(client);
            if (query is null)
            {
                await WriteAsync(stream, "404 Not Found", "plain", "Not found.").ConfigureAwait(false);
            }
            else if (_isAnswer(query))
            {
                // Counts even if the browser does not wait for the page.
                isAnswer = answer.TrySetResult(query);
                await WriteAsync(stream, "200 OK", "html", Page).ConfigureAwait(false);
            }
            else
            {
                await WriteAsync(stream, "400 Bad Request", "plain", "This does not answer the sign-in that PowerShell waits for.").ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or InvalidOperationException)
        {
            // A browser opens connections that it does not use.
        }
        finally
        {
            RemoveIdle(client);
        }

        return isAnswer;
    }

    /// <summary>Returns the query of a request for the redirect URI; null for another request, such as for an icon.</summary>
    private string? GetQuery(string requestLine)
    {
        string[] words = requestLine.Split(' ');
        return words.Length == 3 && words[0] == "GET"
            && Uri.TryCreate(RedirectUri, words[1], out Uri? target) && target.AbsolutePath == _path && target.Query.Length > 1 ? target.Query : null;
    }

    private static async Task WriteAsync(NetworkStream stream, string status, string type, string page)
    {
        string head = $"HTTP/1.1 {status}\r\nContent-Type: text/{type}; charset=utf-8\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(page)}\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
            + "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nConnection: close\r\n\r\n";
        byte[] answer = Encoding.UTF8.GetBytes(head + page);
#if NET
        await stream.WriteAsync(answer, CancellationToken.None).ConfigureAwait(false);
#else
        await stream.WriteAsync(answer, 0, answer.Length).ConfigureAwait(false);
#endif
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
