namespace Plannr.Client.Http;

/// <summary>Sends requests over a connection's handlers and reads the answers, or throws what went wrong as one of the module's errors.</summary>
/// <param name="http">The connection's client.</param>
/// <param name="errors">Makes the errors.</param>
/// <param name="repeats">How often a GET is sent again whose answer is well meant and can't be read.</param>
/// <param name="delay">Waits before that.</param>
/// <param name="account">The account that all requests act as; null for none.</param>
internal sealed class ApiTransport(HttpClient http, ErrorMapper errors, int repeats, RetryDelay delay, Guid? account)
{
    /// <summary>Reads the content of a body; null means that it is not what was expected.</summary>
    public delegate T? BodyReader<T>(ReadOnlySpan<byte> body)
        where T : class;

    public ErrorMapper Errors => errors;

    /// <summary>Gets a record: that of a UUID, or any where none is given.</summary>
    public Task<T> GetOneAsync<T>(
        string pathAndQuery, Guid? uuid, Shape<T> shape, Func<T, Guid?> uuidOf, IPlannrObserver? observer, CancellationToken cancellationToken)
        where T : PlannrResource, new() =>
        RepeatAsync(() => ExchangeRecordAsync(HttpMethod.Get, pathAndQuery, JsonContent([]), uuid, shape, uuidOf, observer, cancellationToken), observer, cancellationToken);

    /// <summary>Gets something, with headers beside those of the connection where there are any.</summary>
    public Task<T> GetAsync<T>(
        string pathAndQuery, BodyReader<T> read, IPlannrObserver? observer, CancellationToken cancellationToken, IReadOnlyList<KeyValuePair<string, string>>? headers = null)
        where T : class =>
        RepeatAsync(() => SendAsync(HttpMethod.Get, pathAndQuery, JsonContent([]), read, observer, cancellationToken, headers), observer, cancellationToken);

    /// <summary>Asks for something. An answer that can't be read is asked for again: it may have been cut off on the way, or kept by something there.</summary>
    public async Task<T> RepeatAsync<T>(Func<Task<T>> ask, IPlannrObserver? observer, CancellationToken cancellationToken)
        where T : class
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (PlannrInvalidResponseException exception) when (attempt < repeats && exception.StatusCode is >= 200 and < 300 && !exception.IsFinal && !exception.IsTokenFailure)
            {
                await delay.WaitAsync("The answer can't be read", attempt, repeats, observer, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Creates a record and reads what the server made of it. Sent again only where that can do no harm (<see cref="Handlers.RetryHandler"/>).</summary>
    public Task<T> CreateAsync<T>(
        string path, IReadOnlyDictionary<string, object?> body, Shape<T> shape, Func<T, Guid?> uuidOf, IPlannrObserver? observer, CancellationToken cancellationToken)
        where T : PlannrResource, new() =>
        ExchangeRecordAsync(HttpMethod.Post, path, JsonContent(JsonText.Utf8(body)), null, shape, uuidOf, observer, cancellationToken);

    /// <summary>Changes the record of a UUID and reads what the server made of it.</summary>
    public Task<T> UpdateAsync<T>(
        string path, Guid uuid, IReadOnlyDictionary<string, object?> body, Shape<T> shape, Func<T, Guid?> uuidOf, IPlannrObserver? observer, CancellationToken cancellationToken)
        where T : PlannrResource, new() =>
        ExchangeRecordAsync(HttpMethod.Put, path, JsonContent(JsonText.Utf8(body)), uuid, shape, uuidOf, observer, cancellationToken);

    /// <summary>
    /// Deletes something. The reference shows a body without saying what it is, so any JSON is taken as success that does not itself report a failure.
    /// What is no JSON, such as a sign-in page, does not come from the API.
    /// </summary>
    public async Task<bool> DeleteAsync(string path, IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        await SendAsync(
            HttpMethod.Delete,
            path,
            JsonContent([]),
            body => JsonBody.IsBlank(body) || !Refusal.IsStatedBy(JsonBody.ReadPlain(body)) ? string.Empty : null,
            observer,
            cancellationToken).ConfigureAwait(false);
        return true;
    }

    public async Task<T> SendAsync<T>(
        HttpMethod method, string pathAndQuery, HttpContent content, BodyReader<T> read, IPlannrObserver? observer, CancellationToken cancellationToken,
        IReadOnlyList<KeyValuePair<string, string>>? headers = null)
        where T : class
    {
        using HttpRequestMessage request = RequestOf(method, pathAndQuery, content, observer, headers ?? []);
        using HttpResponseMessage response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        return Read(request, response, read);
    }

    /// <summary>The API asks for a content type on each request, also on those without content.</summary>
    public static ByteArrayContent JsonContent(byte[] body) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static HttpRequestMessage RequestOf(
        HttpMethod method, string pathAndQuery, HttpContent content, IPlannrObserver? observer, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var request = new HttpRequestMessage(method, pathAndQuery) { Content = content };
        request.SetObserver(observer);
        request.AddHeaders(headers);
        return request;
    }

    /// <summary>Sends a request that is answered by a record. Anything else is refused: a server that says what is wrong with HTTP 200, or another record, would be taken for it.</summary>
    private async Task<T> ExchangeRecordAsync<T>(
        HttpMethod method, string pathAndQuery, HttpContent content, Guid? uuid, Shape<T> shape, Func<T, Guid?> uuidOf, IPlannrObserver? observer, CancellationToken cancellationToken)
        where T : PlannrResource, new()
    {
        using HttpRequestMessage request = RequestOf(method, pathAndQuery, content, observer, []);
        using HttpResponseMessage response = await ExchangeAsync(request, cancellationToken).ConfigureAwait(false);
        T resource = Read(request, response, body => JsonBody.ReadOne(body, shape));
        Guid? found = uuidOf(resource);
        return found is not null && (uuid ?? found) == found ? resource : throw errors.OtherRecord(request, response, BufferedContent.Of(response), found);
    }

    private T Read<T>(HttpRequestMessage request, HttpResponseMessage response, BodyReader<T> read)
        where T : class
    {
        ReadOnlySpan<byte> body = BufferedContent.Of(response);
        if (!response.IsSuccessStatusCode)
        {
            throw errors.FromResponse(request, response, body);
        }

        JsonException? fault = null;
        try
        {
            if (read(body) is { } content)
            {
                return content;
            }
        }
        catch (JsonException exception)
        {
            fault = exception;
        }

        throw errors.InvalidBody(request, response, body, fault);
    }

    /// <summary>Sends a request over the handlers.</summary>
    public async Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (account is { } uuid)
        {
            request.SetAccount(uuid);
        }

        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            !cancellationToken.IsCancellationRequested && (exception is HttpRequestException or IOException || ConnectionFault.Of(exception) != ConnectionFaultKind.None))
        {
            throw errors.FromException(request, exception);
        }
    }
}
