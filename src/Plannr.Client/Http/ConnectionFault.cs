using System.Net.Sockets;
using System.Security.Authentication;
using Polly.Timeout;

namespace Plannr.Client.Http;

/// <summary>Where a request without an answer got stuck.</summary>
internal enum ConnectionFaultKind
{
    /// <summary>Not a fault of the connection.</summary>
    None,

    /// <summary>The server never saw the request: no such host, connection refused.</summary>
    NotReached,

    /// <summary>The proxy on the way wants to know who asks.</summary>
    ProxyPassword,

    /// <summary>The proxy on the way has a rule against it.</summary>
    ProxyRefusal,

    /// <summary>The proxy on the way could not reach the server.</summary>
    ProxyFault,

    /// <summary>The server's certificate or its TLS was not accepted.</summary>
    Tls,

    /// <summary>The connection broke before the answer was whole; the server may have seen the request.</summary>
    Broken,

    /// <summary>The whole answer did not come in time.</summary>
    Timeout,
}

/// <summary>Tells the faults of a connection apart on both runtimes.</summary>
internal static class ConnectionFault
{
    public static ConnectionFaultKind Of(Exception? exception)
    {
        // Already one of the module's errors, such as that of a refresh: it has had its retries.
        if (exception is PlannrException)
        {
            return ConnectionFaultKind.None;
        }

        foreach (Exception cause in Chain(exception))
        {
            switch (cause)
            {
                case TimeoutRejectedException:
                    return ConnectionFaultKind.Timeout;

                // How the sockets tell that no connection came about in time; the whole request's time is Polly's to keep.
                case TimeoutException:
                    return ConnectionFaultKind.NotReached;
                case AuthenticationException:
                case WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }:
                    return ConnectionFaultKind.Tls;
                case SocketException socket when IsBeforeSending(socket.SocketErrorCode):
                case WebException { Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure or WebExceptionStatus.ProxyNameResolutionFailure }:
                    return ConnectionFaultKind.NotReached;
#if NET
                case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError }:
                    return ConnectionFaultKind.NotReached;
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } refused:
                    return OfTunnel(TunnelStatus(refused));
#endif
            }
        }

        return exception is HttpRequestException or IOException ? ConnectionFaultKind.Broken : ConnectionFaultKind.None;
    }

    /// <summary>
    /// The status that a proxy answered with to the wish for a tunnel; null where it did not, or the runtime gives it otherwise: .NET Framework gives it
    /// as the answer itself.
    /// </summary>
    public static int? TunnelStatus(Exception? exception)
    {
#if NET
        foreach (Exception cause in Chain(exception))
        {
            // It is in the message alone, which is not translated: ... failed with status code '407'.
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }
                && Regex.Match(cause.Message, @"'(\d{3})'\D*$") is { Success: true } match)
            {
                return int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            }
        }
#endif
        return null;
    }

    private static ConnectionFaultKind OfTunnel(int? status) => status switch
    {
        407 => ConnectionFaultKind.ProxyPassword,
        >= 400 and < 500 => ConnectionFaultKind.ProxyRefusal,
        _ => ConnectionFaultKind.ProxyFault,
    };

    private static bool IsBeforeSending(SocketError error) =>
        error is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
            or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown;

    private static IEnumerable<Exception> Chain(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }
}

/// <summary>Keeps secrets out of the runtime's exceptions, which are passed on as inner exceptions.</summary>
internal static class CleanException
{
    /// <summary>
    /// Returns the exception itself if no text of it and its inner exceptions holds a secret. Otherwise returns a copy with redacted messages
    /// that <see cref="ConnectionFault"/> reads the same way.
    /// </summary>
    public static Exception? Of(Exception? exception, Redaction redaction)
    {
        if (exception is null)
        {
            return null;
        }

        string text = exception.ToString();
        if (redaction.Clean(text) == text)
        {
            return exception;
        }

        string message = redaction.Clean(exception.Message);
        Exception? inner = Of(exception.InnerException, redaction);
        return exception switch
        {
#if NET
            HttpRequestException request => new HttpRequestException(request.HttpRequestError, message, inner, request.StatusCode),
#else
            HttpRequestException => new HttpRequestException(message, inner),
#endif
            TimeoutRejectedException => new TimeoutRejectedException(message, inner!),
            TimeoutException => new TimeoutException(message, inner),
            AuthenticationException => new AuthenticationException(message, inner),
            WebException web => new WebException(message, inner, web.Status, response: null),
            IOException => new IOException(message, inner),
            _ => new InvalidOperationException($"{exception.GetType().Name}: {message}", inner),
        };
    }
}
