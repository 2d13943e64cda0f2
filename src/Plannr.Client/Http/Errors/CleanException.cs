using System.Security.Authentication;
using Polly.Timeout;

namespace Plannr.Client.Http;

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
