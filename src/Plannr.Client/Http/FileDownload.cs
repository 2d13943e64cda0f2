namespace Plannr.Client.Http;

/// <summary>Downloads files from the URLs that the API returns, which can be on other servers.</summary>
internal sealed class FileDownload(ConnectionCore core, Guid? account, IPlannrObserver? observer)
{
    /// <summary>Downloads a file, and follows one redirect from the connection's own server.</summary>
    public async Task<PlannrResponse> ReadAsync(Uri address, Stream target, CancellationToken cancellationToken)
    {
        address = new Uri(core.BaseUri, address);
        bool isOwn = Origin.IsSame(core.BaseUri, address);
        PlannrResponse response = await ReadOnceAsync(address, isOwn, target, cancellationToken).ConfigureAwait(false);
        if (!isOwn || response.StatusCode is not (301 or 302 or 303 or 307 or 308) || FindTarget(address, response) is not { } next)
        {
            return response;
        }

        return await ReadOnceAsync(next, Origin.IsSame(core.BaseUri, next), target, cancellationToken).ConfigureAwait(false);
    }

    private static Uri? FindTarget(Uri address, PlannrResponse response) =>
        response.Headers.TryGetValue("Location", out IEnumerable<string>? locations) && Uri.TryCreate(address, locations.First(), out Uri? target) ? target : null;

    private async Task<PlannrResponse> ReadOnceAsync(Uri address, bool isOwn, Stream target, CancellationToken cancellationToken)
    {
        if (isOwn)
        {
            return await core.Downloader(core.Transport(account, observer))
                .ReadAsync(() => ApiTransport.CreateRequest(HttpMethod.Get, address.AbsoluteUri, ApiTransport.JsonContent([])), asText: false, target, progress: null, cancellationToken)
                .ConfigureAwait(false);
        }

        string server = address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        if (!(address.Scheme == "https" || (address.Scheme == "http" && address.IsLoopback)) || address.UserInfo.Length > 0)
        {
            throw new PlannrInvalidResponseException(
                new RequestFailure("GET", string.Empty),
                $"The file is at {server} and was not downloaded: only https:// URLs without a user name are allowed.",
                "Report this to Plannr support: files should have https:// URLs.") { IsFinal = true };
        }

        if (observer is { WantsVerbose: true })
        {
            observer.Verbose($"The file is on another server, {server}; neither the token nor the account is sent to that server.");
        }

        // The request has no content, because the signature of a URL can cover the content headers.
        ConnectionCore files = core.ForFileServer(address);
        return await files.Downloader(files.Transport(null, observer))
            .ReadAsync(() => new HttpRequestMessage(HttpMethod.Get, address), asText: false, target, progress: null, cancellationToken)
            .ConfigureAwait(false);
    }
}

/// <summary>Does nothing. If the server must not receive the token, this handler replaces the one that adds it.</summary>
internal sealed class NoTokenHandler : DelegatingHandler;
