namespace Plannr.Client.Http;

/// <summary>Creates the module's errors, each with a recommended action.</summary>
internal sealed class ErrorMapper(PlannrClientOptions options, TimeProvider time, Redaction redaction)
{
    /// <summary>The message is near the beginning, and redaction takes time in proportion to the length.</summary>
    private const int MostBytesForMessage = 256 * 1024;

    private const string ProxyPasswordAdvice = "Connect again with -ProxyCredential, or allow this computer on the proxy.";

    private const string ConnectionAdvice = "Check the token and the account of the connection (Get-PlannrConnection shows it). If it continues, use -Debug to see the body.";

    private string Proxy => $"proxy {ProxyChoice.GetName(options)}".TrimEnd();

    private string Server => options.BaseUri.GetLeftPart(UriPartial.Authority);

    public PlannrRequestException FromResponse(HttpRequestMessage request, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        int status = (int)response.StatusCode;
        ErrorBody content = Read(body);
        string? said = GetMessage(content);
        RequestFailure failure = RequestFailures.Create(request, status, said);
        string what = $"{failure.Method} {failure.Path}: HTTP {status} {CleanShort(response.ReasonPhrase)}".TrimEnd();
        string message = said is null ? what + "." : $"{what}. {said}";
        switch (status)
        {
            case 401:
                return new PlannrUnauthorizedException(
                    failure, message, "The token is wrong, expired or revoked. Make a new personal access token in Plannr (Settings, Account Details) and connect again with Connect-Plannr.");
            case 403:
                return new PlannrForbiddenException(
                    failure, message, "Check that the account (Get-PlannrConnection shows it) may do this, and that the firm's list of allowed IP addresses in Plannr has the address of this machine.");
            case 404 or 410:
                return new PlannrNotFoundException(
                    failure,
                    message,
                    IsRoute(failure.Path, said)
                        ? $"Check the path and the server ({Server}): it has no such endpoint. Tab completes the known paths after Invoke-PlannrRequest."
                        : "Check the UUID, and that the account of the connection (Get-PlannrConnection shows it) may see the record.");
            case 407:
                return new PlannrNetworkException(
                    failure, $"{what}: the {Proxy} requires authentication.", ProxyPasswordAdvice);
            case 429:
                return new PlannrRateLimitedException(
                    failure, message, "Plannr allows each user 500 requests a minute, for all scripts together. Wait a minute, or run fewer scripts at the same time.",
                    RetryAfter.Read(response, time) is { } wait && wait > TimeSpan.Zero ? wait : null);
            case >= 500:
                return new PlannrServerErrorException(failure, message, "Plannr did not respond successfully, even after retries. Try again later. If it continues, contact Plannr's support.");
            case >= 400:
                ResourceMap<ResourceList<string>>? fieldErrors = Clean(content.FieldErrors);
                string fields = fieldErrors is null ? string.Empty : " " + Format(fieldErrors) + (content.HasMoreFieldErrors ? " ..." : string.Empty);
                return new PlannrInvalidRequestException(failure, message + fields, "Correct the fields that the message names and try again.", fieldErrors);
            case >= 300:
                return new PlannrInvalidResponseException(
                    failure, $"{what}: the server redirects to {RedirectTarget(request, response)}. Redirects are not followed, to protect the token.",
                    $"Check the address of the connection ({Server}). A redirect to a login page can also mean that the token is not accepted.");
            default:
                return InvalidBody(request, response, body);
        }
    }

    /// <summary>The status is success, and the body is not what the API sends.</summary>
    public PlannrInvalidResponseException InvalidBody(HttpRequestMessage request, HttpResponseMessage response, ReadOnlySpan<byte> body, JsonException? exception = null)
    {
        const string Advice = "Try again. If it continues, contact Plannr's support.";
        bool isRefusal = exception is null && body.Length > 0 && body[0] == (byte)'{';
        ErrorBody content = !isRefusal && (body.Length == 0 || body[0] is (byte)'{' or (byte)'[') ? new ErrorBody() : Read(body);
        string? said = GetMessage(content) ?? (Clean(content.FieldErrors) is { } fieldErrors ? Format(fieldErrors) : null);
        RequestFailure failure = RequestFailures.Create(request, (int)response.StatusCode, said);
        if (isRefusal && said is not null)
        {
            return Invalid(failure, $", but the server reports: {said}", ConnectionAdvice, isRefusal: true);
        }

        Exception? inner = Clean(exception);
        return body.Length == 0 ? Invalid(failure, " with an empty body.", Advice, inner)
            : content.IsPage ? Invalid(
                failure, $", but a page instead of data: {said}", $"A proxy or a sign-in page of the network may have responded instead of {Server}. Open the address in a browser to see it.", inner)
            : Invalid(
                failure, $", but the body is not what the API sends{Reason(exception)}.", "It may have been cut off on the way: try again. If it continues, use -Debug to see the body.", inner);
    }

    /// <summary>The status is success, and the body is not the record of the UUID, but another or none.</summary>
    public PlannrInvalidResponseException OtherRecord(HttpRequestMessage request, HttpResponseMessage response, ReadOnlySpan<byte> body, Guid? found)
    {
        string? said = found is null ? GetMessage(Read(body)) : null;
        RequestFailure failure = RequestFailures.Create(request, (int)response.StatusCode, said);
        string sent = request.Method == HttpMethod.Get ? "asked for" : "sent";
        return found is { } other
            ? Invalid(failure, $", but the answer is another record, with the UUID {other}.", "Nothing was read from it. Try again. If it continues, contact Plannr's support.", isRefusal: true)
            : Invalid(failure, $", but the answer is not the record that was {sent}: it has no UUID.{(said is null ? string.Empty : " " + said)}", ConnectionAdvice, isRefusal: true);
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
        var unanswered = exception.InnerException as TimeoutException;
        string cause = CleanShort((unanswered ?? exception.GetBaseException()).Message).TrimEnd('.');
        return ConnectionFault.Classify(exception) switch
        {
            ConnectionFaultType.Timeout => new PlannrNetworkException(
                failure, $"{what} {Server} did not answer within {options.Timeout.TotalSeconds:0.#} s.", "Try again later, or ask for less at once.", inner, isTimeout: true),
            ConnectionFaultType.Tls => new PlannrNetworkException(
                failure, $"{what} no trusted connection to {Server}: {cause}.", "Check the date and time of this machine, and whether a proxy on the way replaces certificates: its root certificate has to be trusted here; or the address or port of the connection is not one of HTTPS.", inner),
            ConnectionFaultType.ProxyPassword => new PlannrNetworkException(
                failure, $"{what} the {Proxy} requires authentication (HTTP 407).", ProxyPasswordAdvice, inner),
            ConnectionFaultType.ProxyRefusal or ConnectionFaultType.ProxyFault => new PlannrNetworkException(
                failure, $"{what} the {Proxy} does not allow a connection to {Server}{tunnelStatus}.", "Check the address of the connection, and ask the proxy's administrator whether it is allowed.", inner),
            ConnectionFaultType.NotReached when ProxyChoice.GetName(options) is not null => new PlannrNetworkException(
                failure, $"{what} the {Proxy} can't be reached: {cause}.", "Check the network and the address of the proxy: -Proxy of Connect-Plannr, else the one that the system is set to.", inner, isTimeout: unanswered is not null),
            ConnectionFaultType.NotReached => new PlannrNetworkException(
                failure, $"{what} {Server} can't be reached: {cause}.", "Check the network, the proxy and the address of the connection.", inner, isTimeout: unanswered is not null),
            _ => new PlannrNetworkException(
                failure, $"{what} the connection to {Server} broke before the answer was whole: {cause}.", "Try again. If it continues, check the network and the proxy.", inner),
        };
    }

    /// <summary>The body of a response stopped arriving.</summary>
    public PlannrNetworkException Stalled(HttpRequestMessage request, Exception exception)
    {
        RequestFailure failure = RequestFailures.Create(request);
        return new PlannrNetworkException(
            failure, $"{failure.Method} {failure.Path}: {Server} sent nothing more for {options.Timeout.TotalSeconds:0.#} s before the answer was whole.", "Try again. If it continues, check the network and the proxy.", Clean(exception), isTimeout: true);
    }

    /// <summary>The body is binary, and would be damaged as text.</summary>
    public PlannrInvalidResponseException NotText(HttpRequestMessage request, HttpResponseMessage response, string type) => Invalid(
        RequestFailures.Create(request, (int)response.StatusCode), $", and the body is neither JSON nor text ({CleanShort(type)}).", "Save it to a file with -OutFile.");

    /// <summary>The body of a response is damaged, truncated or has an unknown encoding. It was retried already if that could help.</summary>
    private PlannrInvalidResponseException Unreadable(HttpRequestMessage request, UnreadableBodyException exception) => Invalid(
        RequestFailures.Create(request, (int)exception.Status),
        $", but {CleanShort(exception.Message)}.",
        $"Something on the way to {Server}, such as a proxy, may have changed it. Try again. If it continues, check the proxy.",
        Clean(exception),
        isFinal: true);

    private static PlannrInvalidResponseException Invalid(
        RequestFailure failure, string what, string action, Exception? inner = null, bool isRefusal = false, bool isFinal = false) =>
        new(failure, $"{failure.Method} {failure.Path}: HTTP {failure.StatusCode}{what}", action, inner) { IsRefusal = isRefusal, IsFinal = isFinal };

    private Exception? Clean(Exception? exception) => CleanException.Redact(exception, redaction);

    /// <summary>Returns whether a path that was not found is an endpoint rather than a record.</summary>
    private static bool IsRoute(string path, string? said) =>
        !path.Split('/').Any(segment => Guid.TryParse(segment, out _)) || said?.StartsWith("The route ", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Redacts and shortens a text from a header.</summary>
    private string CleanShort(string? text) => ErrorBody.Cut(redaction.CleanMessage(text));

    /// <summary>Reads a body without secrets. Redaction comes first: a long message is cut, which could leave part of a secret.</summary>
    private ErrorBody Read(ReadOnlySpan<byte> body) => ErrorBody.Read(redaction.CleanOwnStart(body, MostBytesForMessage));

    /// <summary>Returns the message. It can be truncated JSON with any fields, so those of secrets are redacted.</summary>
    private string? GetMessage(ErrorBody content) => content.Message is null ? null : TerminalText.CleanLines(redaction.CleanBody(content.Message));

    /// <summary>Redacts names and texts. Two names can become the same.</summary>
    private ResourceMap<ResourceList<string>>? Clean(ResourceMap<ResourceList<string>>? fieldErrors) => fieldErrors is null ? null : new(
        fieldErrors.GroupBy(field => redaction.CleanMessage(field.Key)).ToDictionary(same => same.Key, same => new ResourceList<string>(same.Last().Value.Select(redaction.CleanMessage).ToArray())));

    private static string Format(ResourceMap<ResourceList<string>> fieldErrors) =>
        string.Join(" ", fieldErrors.Select(field => $"{field.Key}: {string.Join(" ", field.Value)}"));

    /// <summary>Returns the target without query and user information, which can hold secrets.</summary>
    private string RedirectTarget(HttpRequestMessage request, HttpResponseMessage response) =>
        response.Headers.Location is { } location && Uri.TryCreate(request.RequestUri, location, out Uri? absolute)
            ? CleanShort(absolute.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped))
            : "an address that it does not name";

    private static string Reason(JsonException? exception) =>
        exception?.LineNumber is null ? string.Empty : $" (it can't be read as JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})";
}

/// <summary>What an error may contain of a request: method and path, never headers, query or body.</summary>
internal static class RequestFailures
{
    public static RequestFailure Create(HttpRequestMessage request, int? statusCode = null, string? serverMessage = null) =>
        new(request.Method.Method, request.RequestUri?.IsAbsoluteUri == true ? request.RequestUri.AbsolutePath : string.Empty, statusCode, serverMessage);
}

/// <summary>Creates the errors for writes whose outcome is not known.</summary>
internal static class UnknownOutcome
{
    /// <summary>Returns the error for a write that may have been done; null if the fault itself says enough.</summary>
    public static PlannrRequestException? From(PlannrRequestException fault, Endpoint endpoint, IReadOnlyDictionary<string, object?> body)
    {
        string advice = endpoint.Advice(endpoint.Values, body);
        return endpoint.Method switch
        {
            _ when !IsOpen(fault) || fault.IsTokenFailure => null,
            "POST" => new PlannrUnknownOutcomeException(fault, Message(fault, endpoint.Subject, "made"), $"It is not retried, so that nothing is created twice. {advice}"),
            _ when fault is not PlannrInvalidResponseException => null,

            // A response without a body is a success, so one that can't be read is probably not.
            "DELETE" => new PlannrUnknownOutcomeException(fault, $"{Sentence(fault)} Whether {endpoint.Subject} was removed is not known.", advice),
            _ => new PlannrInvalidResponseException(
                new RequestFailure(fault.Method, fault.Path, fault.StatusCode, fault.ServerMessage), Message(fault, endpoint.Subject, "changed"), advice, fault),
        };
    }

    /// <summary>A server that reports a failure, or returns another record, has probably not done it.</summary>
    private static string Message(PlannrRequestException fault, string subject, string done) => fault is PlannrInvalidResponseException { IsRefusal: false, StatusCode: >= 200 and < 300 }
        ? $"{Sentence(fault)} Most likely {subject} was {done}, but the answer does not show it."
        : $"{Sentence(fault)} Whether {subject} was {done} is not known.";

    /// <summary>The server's own message can end without a full stop.</summary>
    private static string Sentence(PlannrRequestException fault) => fault.Message.TrimEnd('.') + ".";

    private static bool IsOpen(PlannrRequestException fault) => fault switch
    {
        PlannrServerErrorException => true,
        PlannrInvalidRequestException => fault.StatusCode == 408,
        PlannrInvalidResponseException => fault.StatusCode is (>= 200 and < 300) or 408 or >= 500,
        PlannrNetworkException { StatusCode: null } => ConnectionFault.Classify(fault.InnerException) is ConnectionFaultType.Broken or ConnectionFaultType.Timeout,
        _ => false,
    };
}
