using Plannr.Client.Demo;

namespace Plannr.Client;

/// <summary>Creates clients. The cmdlets load this type by name.</summary>
internal sealed class PlannrClientFactory(TimeProvider time) : IPlannrClientFactory
{
    /// <summary>Creates a factory that uses the system clock.</summary>
    public PlannrClientFactory()
        : this(TimeProvider.System)
    {
    }

    public IPlannrFiles Files { get; } = new SystemFiles();

    public IPlannrClient Create(PlannrClientOptions options)
    {
        Prepare(options);
        SecretCheck.Check(options.AccessToken, "access token");
        if (options.OAuth is { RefreshToken: not null } oauth)
        {
            Check(oauth.ClientId);
            SecretCheck.Check(oauth.RefreshToken, "refresh token");
            return Client(options, new RefreshingToken(options, time));
        }

        SecureString? token = options.Demo && options.AccessToken is null ? Secret.Protect(DemoHandler.AccessToken) : options.AccessToken;
        return Client(options, new FixedToken(token
            ?? throw new PlannrInvalidConnectionException("No access token was specified.", "Specify -AccessToken, or try the module with -Demo.")));
    }

    public IPlannrAuthorization Authorize(PlannrClientOptions options, PlannrAuthorizationOptions authorization)
    {
        Prepare(options);
        _ = authorization ?? throw new ArgumentNullException(nameof(authorization));
        Check(authorization.ClientId);
        if (!authorization.RedirectUri.IsAbsoluteUri)
        {
            throw new PlannrInvalidConnectionException(
                $"'{authorization.RedirectUri.OriginalString}' is not an absolute redirect URL.", "Specify -RedirectUri as it was registered with Plannr for the OAuth client.");
        }

        return new Authentication.Authorization(options, authorization, time);
    }

    public object? ReadJson(byte[] json)
    {
        try
        {
            return JsonBody.ReadPlain(json);
        }
        catch (JsonException exception)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    public T? ReadRecord<T>(byte[] json)
        where T : PlannrResource, new() => JsonBody.ReadObject<T>(json);

    public byte[] WriteJson(object? value) => JsonText.Utf8(value, isIndented: true);

    public IPlannrReport CreateReport(string title, string extension) => extension.ToUpperInvariant() switch
    {
        ".XLSX" => new WorkbookReport(title, time.GetLocalNow()),
        ".CSV" => new CsvReport(),
        _ => new AutomationReport(title, time.GetLocalNow()),
    };

    private PlannrClient Client(PlannrClientOptions options, ITokenSource tokens) => new(new ConnectionCore(options, tokens, time), options.AccountUuid);

    private static void Prepare(PlannrClientOptions options)
    {
        _ = options ?? throw new ArgumentNullException(nameof(options));
        if (options.Demo)
        {
            options.BaseUri = DemoHandler.BaseAddress;
        }

        options.BaseUri = Origin.Check(options.BaseUri);
        if (options.Proxy is { } proxy && !(proxy.IsAbsoluteUri && proxy.Scheme is "http" or "https" && proxy.UserInfo.Length == 0))
        {
            throw new PlannrInvalidConnectionException(
                "The proxy's URL must be an absolute http:// or https:// URL without a user name.", "Specify -Proxy in the form http://proxy.example:8080, and use -ProxyCredential for a user name and password.");
        }

        if (options.Proxy is { IsLoopback: false } && options.BaseUri.Scheme == "http")
        {
            throw new PlannrInvalidConnectionException(
                "The token can't be sent over plain HTTP to a proxy on another computer: that would expose it.", "Specify an https:// URL for -BaseUri, or omit -Proxy.");
        }
    }

    private static void Check(string clientId)
    {
        if (string.IsNullOrWhiteSpace(clientId))
        {
            throw new PlannrInvalidConnectionException("The client ID is empty.", "Specify -ClientId with the client ID that Plannr issued when the OAuth client was registered.");
        }
    }
}
