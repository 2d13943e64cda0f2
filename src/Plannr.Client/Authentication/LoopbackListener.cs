using System.Net.Sockets;

namespace Plannr.Client.Authentication;

/// <summary>Listens on a loopback address for the browser's redirect, and rejects other requests. (HttpListener can require administrator rights on Windows.)</summary>
internal sealed class LoopbackListener : IDisposable
{
    private const int LongestRequestLine = 16 * 1024;

    // More connections than a browser opens in advance. The number is limited, because a flood could use up the process's file handles and crash .NET.
    private const int MaximumIdle = 8;
    private const int MaximumPortAttempts = 20;

    private static readonly TimeSpan LongestConnection = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AcceptRetryDelay = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _ending = new();
    private readonly IReadOnlyList<TcpListener> _listeners;
    private readonly List<TcpClient> _idle = [];
    private readonly Predicate<string> _isExpected;
    private readonly TimeProvider _time;
    private volatile string? _query;

    public LoopbackListener(Uri redirectUri, Predicate<string> isExpected, TimeProvider time)
    {
        if (redirectUri.Scheme != "http" || !redirectUri.IsLoopback)
        {
            throw new PlannrInvalidConnectionException(
                $"Can't listen on '{redirectUri.GetLeftPart(UriPartial.Path)}': only an http:// loopback URL is supported, such as {PlannrAuthorizationOptions.DefaultRedirectUri}.",
                "Sign in with -NoBrowser, and then use -AuthorizationResponse to specify the URL that the browser is redirected to.");
        }

        _isExpected = isExpected;
        _time = time;
        try
        {
            _listeners = Listen(redirectUri.Host, redirectUri.Port);
        }
        catch (SocketException exception)
        {
            throw new PlannrInvalidConnectionException(
                $"Can't listen on port {redirectUri.Port} of this computer: {exception.Message.TrimEnd('.')}.",
                "Another program or sign-in may be using it. Use -RedirectUri with another URL that is registered for the OAuth client.");
        }

        // The server compares the URL character by character with the registered URL, so rewrite it only if necessary.
        RedirectUri = redirectUri.Port == 0 ? new UriBuilder(redirectUri) { Port = ((IPEndPoint)_listeners[0].LocalEndpoint).Port }.Uri : redirectUri;
    }

    /// <summary>The redirect URI, with the actual port if the given port was 0.</summary>
    public Uri RedirectUri { get; }

    /// <summary>Waits for the expected response and returns its query.</summary>
    public async Task<string> ReceiveAsync(CancellationToken cancellationToken)
    {
        using (cancellationToken.Register(Dispose))
        {
            await Task.WhenAll(_listeners.Select(AcceptAllAsync)).ConfigureAwait(false);
        }

        return _query ?? throw new OperationCanceledException(cancellationToken);
    }

    public void Dispose()
    {
        _ending.Cancel();
        foreach (TcpListener listener in _listeners)
        {
            listener.Stop();
        }
    }

    /// <summary>Starts the listeners. A host name such as localhost gets an IPv4 and an IPv6 listener on the same port, because some browsers use IPv4 and others IPv6.</summary>
    private static IReadOnlyList<TcpListener> Listen(string host, int port)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address))
        {
            return [Start(address, port)];
        }

        for (int attempt = 1; ; attempt++)
        {
            TcpListener first = Start(IPAddress.Loopback, port);
            try
            {
                return Socket.OSSupportsIPv6 ? [first, Start(IPAddress.IPv6Loopback, ((IPEndPoint)first.LocalEndpoint).Port)] : [first];
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
            {
                // The system supports IPv6, but its loopback interface has no IPv6 address.
                return [first];
            }
            catch (SocketException)
            {
                first.Stop();
                if (port != 0 || attempt == MaximumPortAttempts)
                {
                    throw;
                }

                // The port is free on IPv4, but in use on IPv6: try another port.
            }
        }
    }

    private static TcpListener Start(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            // Without this option, another program could bind to the same port. On other systems, that is never possible, and the option would delay the reuse of a port
            // whose last connections have just closed.
            listener.ExclusiveAddressUse = true;
        }

        listener.Start();
        return listener;
    }

    /// <summary>Accepts and serves connections to one address until the listener stops.</summary>
    private async Task AcceptAllAsync(TcpListener listener)
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                serving.RemoveAll(task => task.IsCompleted);
                try
                {
                    serving.Add(ServeAsync(await listener.AcceptTcpClientAsync().ConfigureAwait(false)));
                }
                catch (SocketException) when (!_ending.IsCancellationRequested)
                {
                    // The process may be out of file handles. A closed connection frees its handle a little later, so without the delay, the loop
                    // would close all connections, including the one with the redirect.
                    CloseIdle(count => count / 2);
                    await Clock.DelayAsync(_time, AcceptRetryDelay, _ending.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or InvalidOperationException or SocketException)
        {
            // The redirect, the caller or Dispose stopped the listener.
        }

        await Task.WhenAll(serving).ConfigureAwait(false);
    }

    /// <summary>Closes the oldest idle connections.</summary>
    private void CloseIdle(Func<int, int> getCount)
    {
        lock (_idle)
        {
            int count = getCount(_idle.Count);
            _idle.GetRange(0, count).ForEach(client => client.Close());
            _idle.RemoveRange(0, count);
        }
    }

    /// <summary>Serves a connection. The response to the redirect is written before the other connections are closed.</summary>
    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient served = client;
        using CancellationTokenSource timeout = Clock.After(_time, LongestConnection);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token, timeout.Token);
        using CancellationTokenRegistration close = closing.Token.Register(client.Close);
        bool isExpected = false;
        CloseIdle(count => Math.Max(0, count - MaximumIdle + 1));
        SetIdle(client, isIdle: true);
        try
        {
            NetworkStream stream = client.GetStream();
            string? query = GetQuery(await ReadLineAsync(stream).ConfigureAwait(false));
            SetIdle(client, isIdle: false);
            if (query is null)
            {
                await WriteAsync(stream, "404 Not Found", "plain", "Not found.").ConfigureAwait(false);
            }
            else if (_isExpected(query))
            {
                // The redirect is valid even if the browser does not wait for the page.
                isExpected = true;
                _query = query;
                await WriteAsync(stream, "200 OK", "html", Page).ConfigureAwait(false);
            }
            else
            {
                await WriteAsync(stream, "400 Bad Request", "plain", "This request does not belong to the sign-in that PowerShell is waiting for.").ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or InvalidOperationException)
        {
            // Not an error: browsers also open connections that they do not use.
        }

        SetIdle(client, isIdle: false);
        if (isExpected)
        {
            Dispose();
        }
    }

    private void SetIdle(TcpClient client, bool isIdle)
    {
        lock (_idle)
        {
            _idle.Remove(client);
            if (isIdle)
            {
                _idle.Add(client);
            }
        }
    }

    /// <summary>Returns the query of a request for the redirect URI, or null for any other request, such as one for an icon.</summary>
    private string? GetQuery(string requestLine)
    {
        string[] words = requestLine.Split(' ');
        return words.Length == 3 && words[0] == "GET" && Uri.TryCreate(RedirectUri, words[1], out Uri? target)
            && target.AbsolutePath == RedirectUri.AbsolutePath && target.Query.Length > 1 ? target.Query : null;
    }

    private static Task WriteAsync(NetworkStream stream, string status, string type, string page)
    {
        string head = $"HTTP/1.1 {status}\r\nContent-Type: text/{type}; charset=utf-8\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(page)}\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
            + "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nConnection: close\r\n\r\n";
        byte[] response = Encoding.UTF8.GetBytes(head + page);
        return stream.WriteAsync(response, 0, response.Length);
    }

    private static async Task<string> ReadLineAsync(NetworkStream stream)
    {
        byte[] buffer = new byte[LongestRequestLine];
        int read;
        for (int length = 0; (read = await stream.ReadAsync(buffer, length, buffer.Length - length).ConfigureAwait(false)) > 0; length += read)
        {
            int end = Array.IndexOf(buffer, (byte)'\n', length, read);
            if (end >= 0)
            {
                return Encoding.ASCII.GetString(buffer, 0, end).TrimEnd('\r');
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
        <body><h1>Return to PowerShell</h1><p>PowerShell shows whether you are signed in. You can close this page.</p></body>
        </html>
        """;
}
