using System.Net.Sockets;
using System.Security.Authentication;
using Polly.Timeout;

namespace Plannr.Client.Http;

/// <summary>The reason why no complete response was received.</summary>
internal enum ConnectionFaultType
{
    None,
    NotReached,
    ProxyPassword,
    ProxyRefusal,
    ProxyFault,
    Tls,

    /// <summary>The connection broke before the response was complete; the server may have received the request.</summary>
    Broken,
    Timeout,
}

/// <summary>Classifies connection faults on both runtimes.</summary>
internal static class ConnectionFault
{
    public static ConnectionFaultType Classify(Exception? exception)
    {
        // An exception of the module's own is already an error, for example from a token refresh. Any retries were made where it was thrown.
        if (exception is null or PlannrException)
        {
            return ConnectionFaultType.None;
        }

        foreach (Exception cause in Chain(exception))
        {
            switch (cause)
            {
                case TimeoutRejectedException:
                    return ConnectionFaultType.Timeout;

                // SocketsHttpHandler reports a connect timeout as a TimeoutException; the attempt's own timeout is Polly's TimeoutRejectedException.
                case TimeoutException:
                    return ConnectionFaultType.NotReached;
                case AuthenticationException:
                case WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure }:
                    return ConnectionFaultType.Tls;
                case SocketException socket when IsBeforeSending(socket.SocketErrorCode):
                case WebException { Status: WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ConnectFailure or WebExceptionStatus.ProxyNameResolutionFailure }:
                    return ConnectionFaultType.NotReached;
#if NET
                case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError }:
                    return ConnectionFaultType.NotReached;
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                    return TunnelStatus(cause) switch
                    {
                        407 => ConnectionFaultType.ProxyPassword,
                        >= 400 and < 500 => ConnectionFaultType.ProxyRefusal,
                        _ => ConnectionFaultType.ProxyFault,
                    };
#endif
            }
        }

        return exception is HttpRequestException or IOException ? ConnectionFaultType.Broken : ConnectionFaultType.None;
    }

    /// <summary>Returns the proxy's status for a failed CONNECT request, or null. On .NET Framework, always returns null, because the response itself has this status.</summary>
    public static int? TunnelStatus(Exception? exception)
    {
#if NET
        foreach (Exception cause in Chain(exception))
        {
            // Only the message contains the status ("... failed with status code '407'"). The message is never localised.
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }
                && Regex.Match(cause.Message, @"'(\d{3})'\D*$") is { Success: true } match)
            {
                return int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            }
        }
#endif
        return null;
    }

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

/// <summary>Redacts the runtime's exceptions before they become inner exceptions, and makes them safe for a terminal.</summary>
internal static class CleanException
{
    /// <summary>Returns the exception itself or, if its text contains secrets or control characters, a redacted copy that <see cref="ConnectionFault"/> classifies like the original.</summary>
    public static Exception? Redact(Exception? exception, Redaction redaction)
    {
        if (exception is null)
        {
            return null;
        }

        string text = exception.ToString().Replace("\r\n", "\n");
        if (redaction.CleanMessage(text) == text)
        {
            return exception;
        }

        string message = redaction.CleanMessage(exception.Message);
        Exception? inner = Redact(exception.InnerException, redaction);
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
