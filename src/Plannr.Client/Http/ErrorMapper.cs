namespace Plannr.Client.Http;

/// <summary>Creates the module's errors, each with a recommended action.</summary>
/// <param name="options">The settings of the connection.</param>
/// <param name="time">The clock.</param>
/// <param name="redaction">Redacts the connection's secrets.</param>
/// <param name="isForTokens">Whether the requests are token requests, which can be repeated although their method is POST.</param>
internal sealed class ErrorMapper(PlannrClientOptions options, TimeProvider time, Redaction redaction, bool isForTokens = false)
{
    /// <summary>The maximum number of bytes of a body to search for a message. The time that redaction takes is proportional to the length.</summary>
    private const int MostBytesForMessage = 256 * 1024;

    private const string ProxyPasswordAdvice = "Connect again with -ProxyCredential, or configure the proxy to allow this computer.";

    private const string ConnectionAdvice = "Check the connection's token and account (Get-PlannrConnection shows the account). If the problem persists, use -Debug to see the response body.";

    private const string FileAdvice = "The file's URL may have expired. Try again. If the problem persists, open the file in Plannr.";

    private string Proxy => $"proxy {ProxyChoice.GetName(options)}".TrimEnd();

    private string Server => options.BaseUri.GetLeftPart(UriPartial.Authority);

    public PlannrRequestException FromResponse(HttpRequestMessage request, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        int status = (int)response.StatusCode;
        ErrorBody content = Read(body);
        string? serverMessage = GetMessage(content);
        RequestFailure failure = RequestFailures.Create(request, status, serverMessage);
        string what = $"{failure.Method} {failure.Path}: HTTP {status} {CleanShort(response.ReasonPhrase)}".TrimEnd();
        string message = string.IsNullOrEmpty(serverMessage) ? what + "." : $"{what}. {serverMessage}";
        switch (status)
        {
            case 401:
                return new PlannrUnauthorizedException(
                    failure,
                    message,
                    options.IsFileServer ? FileAdvice
                        : options.IsOAuth || options.OAuth is not null ? "The access token is wrong, expired or revoked. Sign in again with Connect-Plannr -ClientId."
                        : "The token is wrong, expired or revoked. Create a personal access token in Plannr (Settings, Account Details) and connect again with Connect-Plannr.");
            case 403:
                return new PlannrForbiddenException(
                    failure,
                    message,
                    options.IsFileServer ? FileAdvice
                        : "Check that the account (Get-PlannrConnection shows it) has permission to do this, and that the firm's list of allowed IP addresses in Plannr includes this computer's address.");
            case 404 or 410:
                return new PlannrNotFoundException(
                    failure,
                    message,
                    options.IsFileServer ? FileAdvice : IsRoute(failure.Path, serverMessage)
                        ? $"Check the path and the connection's URL: {Server} has no such endpoint. Press Tab after Invoke-PlannrRequest to complete a known path."
                        : "Check the UUID, and check that the connection's account (Get-PlannrConnection shows it) has permission to see the record.");
            case 407:
                return new PlannrNetworkException(
                    failure, $"{what}: the {Proxy} requires authentication.", ProxyPasswordAdvice);
            case 429:
                return new PlannrRateLimitedException(
                    failure,
                    message,
                    options.IsFileServer ? "Try again later."
                        : "Plannr allows each user 500 requests a minute, across all scripts. Wait a minute, or run fewer scripts at the same time.",
                    RetryAfter.Read(response, time) is { } wait && wait > TimeSpan.Zero ? wait : null);
            case >= 500:
                return new PlannrServerErrorException(failure, message, AdviceToRepeat(request, "Try again later. If the problem persists, contact Plannr support."));
            case >= 400:
                ResourceMap<ResourceList<string>>? fieldErrors = Clean(content.FieldErrors);
                string fields = fieldErrors is not { Count: > 0 } ? string.Empty : Format(fieldErrors) + (content.HasMoreFieldErrors ? " ..." : string.Empty);
                string advice = status == 408 ? AdviceToRepeat(request, "Try again later.")
                    : fields.Length == 0 ? "Correct the request and try again."
                    : "Correct the fields named in the message and try again.";
                return new PlannrInvalidRequestException(failure, fields.Length == 0 ? message : $"{ReadableText.AddFullStop(message)} {fields}", advice, fieldErrors);
            case >= 300:
                return new PlannrInvalidResponseException(
                    failure, $"{what}: the server redirects to {RedirectTarget(request, response)}. Redirects are not followed, to protect the token.",
                    options.IsFileServer ? FileAdvice : $"Check the connection's URL ({Server}). A redirect to a sign-in page can also mean that the token was not accepted.");
            default:
                return InvalidBody(request, response, body);
        }
    }

    /// <summary>Creates the error for a successful response with an unexpected body.</summary>
    public PlannrInvalidResponseException InvalidBody(HttpRequestMessage request, HttpResponseMessage response, ReadOnlySpan<byte> body, JsonException? exception = null)
    {
        bool isRefusal = exception is null && body.Length > 0 && body[0] == (byte)'{';
        ErrorBody content = !isRefusal && (body.Length == 0 || body[0] is (byte)'{' or (byte)'[') ? new ErrorBody() : Read(body);
        string? serverMessage = GetMessage(content) ?? (Clean(content.FieldErrors) is { Count: > 0 } fieldErrors ? Format(fieldErrors) : null);
        RequestFailure failure = RequestFailures.Create(request, (int)response.StatusCode, serverMessage);
        if (isRefusal && serverMessage is not null)
        {
            return Invalid(failure, $", but the server reports: {serverMessage}", ConnectionAdvice, isRefusal: true);
        }

        Exception? inner = Clean(exception);
        return body.Length == 0 ? Invalid(failure, " with an empty body.", AdviceToRepeat(request, "Try again. If the problem persists, contact Plannr support."), inner)
            : content.IsPage ? Invalid(
                failure,
                $", but an HTML page instead of data{(string.IsNullOrEmpty(serverMessage) ? "." : ": " + serverMessage)}",
                $"The response may have come from a proxy or the network's sign-in page instead of {Server}. Open the URL in a browser to see the page.",
                inner)
            : Invalid(
                failure, $", but the body is not a valid API response{Reason(exception)}.", AdviceToRepeat(request, "The response may have been truncated in transit. Try again. If the problem persists, use -Debug to see the response body."), inner);
    }

    /// <summary>Creates the error for a successful response that is not the requested record: a different record, or a body without a UUID.</summary>
    public PlannrInvalidResponseException OtherRecord(HttpRequestMessage request, HttpResponseMessage response, ReadOnlySpan<byte> body, Guid? found)
    {
        string? serverMessage = found is null ? GetMessage(Read(body)) : null;
        RequestFailure failure = RequestFailures.Create(request, (int)response.StatusCode, serverMessage);
        string sent = request.Method == HttpMethod.Get ? "requested" : "sent";
        return found is { } other
            ? Invalid(failure, $", but the response is another record, with the UUID {other}.", "The response was discarded. Try again. If the problem persists, contact Plannr support.", isRefusal: true)
            : Invalid(failure, $", but the response is not the record that was {sent}: it has no UUID.{(serverMessage is null ? string.Empty : " " + serverMessage)}", ConnectionAdvice, isRefusal: true);
    }

    public PlannrRequestException FromException(HttpRequestMessage request, Exception exception)
    {
        if (exception is UnreadableBodyException unreadable)
        {
            return Unreadable(request, unreadable);
        }

        RequestFailure failure = RequestFailures.Create(request);
        string what = $"{failure.Method} {failure.Path}:";
        Exception? inner = Clean(exception);
        string? tunnelStatus = ConnectionFault.TunnelStatus(exception) is { } status ? $" (HTTP {status})" : null;
        var connectTimeout = exception.InnerException as TimeoutException;
        string cause = CleanShort((connectTimeout ?? exception.GetBaseException()).Message).TrimEnd('.');
        return ConnectionFault.Classify(exception) switch
        {
            ConnectionFaultType.Timeout => new PlannrNetworkException(
                failure, $"{what} {Server} did not respond within {options.Timeout.TotalSeconds:0.#} s.", AdviceToRepeat(request, "Try again later, or request less data at a time."), inner, isTimeout: true),
            ConnectionFaultType.Tls => new PlannrNetworkException(
                failure, $"{what} can't establish a trusted connection to {Server}: {cause}.", "Check that this computer's date and time are correct, and that the server uses HTTPS on the port in the connection's URL. If a proxy replaces certificates, this computer must trust the proxy's root certificate.", inner),
            ConnectionFaultType.ProxyPassword => new PlannrNetworkException(
                failure, $"{what} the {Proxy} requires authentication (HTTP 407).", ProxyPasswordAdvice, inner),
            ConnectionFaultType.ProxyRefusal or ConnectionFaultType.ProxyFault => new PlannrNetworkException(
                failure,
                $"{what} the {Proxy} did not establish a connection to {Server}{tunnelStatus}.",
                "Check the connection's URL, and ask the proxy's administrator whether the proxy allows connections to this server.",
                inner),
            ConnectionFaultType.NotReached when ProxyChoice.GetName(options) is not null => new PlannrNetworkException(
                failure, $"{what} the {Proxy} can't be reached: {cause}.", "Check the network and the proxy's URL, which is set by Connect-Plannr -Proxy or, without that parameter, by the system's settings.", inner, isTimeout: connectTimeout is not null),
            ConnectionFaultType.NotReached => new PlannrNetworkException(
                failure, $"{what} {Server} can't be reached: {cause}.", "Check the network, the proxy and the connection's URL.", inner, isTimeout: connectTimeout is not null),
            _ => new PlannrNetworkException(
                failure, $"{what} the connection to {Server} was lost before the response was complete: {cause}.", AdviceToRepeat(request, "Try again. If the problem persists, check the network and the proxy."), inner),
        };
    }

    /// <summary>Creates the error for a download that stopped receiving data.</summary>
    public PlannrNetworkException Stalled(HttpRequestMessage request, Exception exception)
    {
        RequestFailure failure = RequestFailures.Create(request);
        return new PlannrNetworkException(
            failure, $"{failure.Method} {failure.Path}: {Server} sent no data for {options.Timeout.TotalSeconds:0.#} s, and the response is incomplete.", AdviceToRepeat(request, "Try again. If the problem persists, check the network and the proxy."), Clean(exception), isTimeout: true);
    }

    /// <summary>Creates the error for a binary body, which conversion to text would corrupt.</summary>
    public PlannrInvalidResponseException NotText(HttpRequestMessage request, HttpResponseMessage response, string type) => Invalid(
        RequestFailures.Create(request, (int)response.StatusCode), $", but the body is neither JSON nor text ({CleanShort(type)}).", $"{AdviceToRepeat(request, string.Empty)} Save the body to a file with -OutFile.".TrimStart());

    /// <summary>Creates the error for a body that is damaged, truncated or in an unknown encoding. Any retries have already been made.</summary>
    private PlannrInvalidResponseException Unreadable(HttpRequestMessage request, UnreadableBodyException exception) => Invalid(
        RequestFailures.Create(request, (int)exception.Status),
        $", but {CleanShort(exception.Message)}.",
        AdviceToRepeat(request, $"A proxy or another device between this computer and {Server} may have changed the response. Try again. If the problem persists, check the proxy."),
        Clean(exception),
        isFinal: true);

    /// <summary>Returns the advice to repeat a request or, if that could create or change something twice, to check first.</summary>
    private string AdviceToRepeat(HttpRequestMessage request, string advice) => isForTokens || request.Method.Method is not ("POST" or "PATCH") ? advice
        : "The server may have processed the request. Check this in Plannr before you send the request again.";

    private static PlannrInvalidResponseException Invalid(
        RequestFailure failure, string what, string action, Exception? inner = null, bool isRefusal = false, bool isFinal = false) =>
        new(failure, $"{failure.Method} {failure.Path}: HTTP {failure.StatusCode}{what}", action, inner) { IsRefusal = isRefusal, IsFinal = isFinal };

    private Exception? Clean(Exception? exception) => CleanException.Redact(exception, redaction);

    /// <summary>Returns whether a 404 or 410 means that the endpoint does not exist, rather than the record.</summary>
    private static bool IsRoute(string path, string? serverMessage) =>
        !path.Split('/').Any(segment => Guid.TryParse(segment, out _)) || serverMessage?.StartsWith("The route ", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Redacts and truncates text from a header or an exception.</summary>
    private string CleanShort(string? text) => ErrorBody.Cut(redaction.CleanMessage(text));

    /// <summary>Redacts a body and then reads it: truncating a long message first could leave part of a secret.</summary>
    private ErrorBody Read(ReadOnlySpan<byte> body) => ErrorBody.Read(redaction.CleanOwnStart(body, MostBytesForMessage));

    /// <summary>Returns the server's message. Secret fields are redacted, because the message can be truncated JSON.</summary>
    private string? GetMessage(ErrorBody content) => content.Message is null ? null : TerminalText.CleanLines(redaction.CleanBody(content.Message));

    /// <summary>Redacts field names and errors. If redaction makes several names equal, the errors for the last one are kept.</summary>
    private ResourceMap<ResourceList<string>>? Clean(ResourceMap<ResourceList<string>>? fieldErrors) => fieldErrors is null ? null : new(
        fieldErrors.GroupBy(field => redaction.CleanMessage(field.Key)).ToDictionary(same => same.Key, same => new ResourceList<string>(same.Last().Value.Select(redaction.CleanMessage).ToArray())));

    private static string Format(ResourceMap<ResourceList<string>> fieldErrors) =>
        string.Join(" ", fieldErrors.Select(field => $"{field.Key}: {string.Join(" ", field.Value)}"));

    /// <summary>Returns the redirect target without its query and user information, which can contain secrets.</summary>
    private string RedirectTarget(HttpRequestMessage request, HttpResponseMessage response) =>
        response.Headers.Location is { } location && Uri.TryCreate(request.RequestUri, location, out Uri? absolute)
            ? CleanShort(absolute.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))
            : "an unspecified URL";

    private static string Reason(JsonException? exception) =>
        exception?.LineNumber is null ? string.Empty : $" (invalid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})";
}

/// <summary>Creates the request details that an error may contain: the method and path, but never the headers, query or body.</summary>
internal static class RequestFailures
{
    public static RequestFailure Create(HttpRequestMessage request, int? statusCode = null, string? serverMessage = null) =>
        new(request.Method.Method, request.RequestUri?.IsAbsoluteUri == true ? request.RequestUri.AbsolutePath : string.Empty, statusCode, serverMessage);
}

/// <summary>Creates the errors for writes with an unknown outcome.</summary>
internal static class UnknownOutcome
{
    /// <summary>Returns the error for a write that may have succeeded, or null if the original error is clear enough.</summary>
    public static PlannrRequestException? From(PlannrRequestException fault, Endpoint endpoint, IReadOnlyDictionary<string, object?> body)
    {
        string advice = endpoint.Advice(endpoint.Values, body);
        return endpoint.Method switch
        {
            _ when !IsOpen(fault) || fault.IsTokenFailure => null,
            "POST" => new PlannrUnknownOutcomeException(fault, Message(fault, endpoint.Subject, "created"), $"The request was not retried, to avoid creating a duplicate. {advice}"),
            _ when fault is not PlannrInvalidResponseException => null,

            // A successful DELETE returns an empty body, so a body that can't be read suggests a failure.
            "DELETE" => new PlannrUnknownOutcomeException(fault, $"{ReadableText.AddFullStop(fault.Message)} It is not known whether {endpoint.Subject} was deleted.", advice),
            _ => new PlannrInvalidResponseException(
                new RequestFailure(fault.Method, fault.Path, fault.StatusCode, fault.ServerMessage), Message(fault, endpoint.Subject, "changed"), advice, fault),
        };
    }

    /// <summary>Returns the message. The write is described as likely to have succeeded only if the status is 2xx and the server neither reported a failure nor returned a different record.</summary>
    private static string Message(PlannrRequestException fault, string subject, string done) => fault is PlannrInvalidResponseException { IsRefusal: false, StatusCode: >= 200 and < 300 }
        ? $"{ReadableText.AddFullStop(fault.Message)} It is likely that {subject} was {done}, but the response does not confirm it."
        : $"{ReadableText.AddFullStop(fault.Message)} It is not known whether {subject} was {done}.";

    private static bool IsOpen(PlannrRequestException fault) => fault switch
    {
        PlannrServerErrorException => true,
        PlannrInvalidRequestException => fault.StatusCode == 408,
        PlannrInvalidResponseException => fault.StatusCode is (>= 200 and < 300) or 408 or >= 500,
        PlannrNetworkException { StatusCode: null } => ConnectionFault.Classify(fault.InnerException) is ConnectionFaultType.Broken or ConnectionFaultType.Timeout,
        _ => false,
    };
}
