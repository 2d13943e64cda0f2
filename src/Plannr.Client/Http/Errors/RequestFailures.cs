namespace Plannr.Client.Http;

/// <summary>What an error may tell of a request: method and path, never headers, query or body.</summary>
internal static class RequestFailures
{
    public static RequestFailure Of(HttpRequestMessage request, int? statusCode = null, string? serverMessage = null) =>
        new(request.Method.Method, request.RequestUri?.IsAbsoluteUri == true ? request.RequestUri.AbsolutePath : string.Empty, statusCode, serverMessage);
}
