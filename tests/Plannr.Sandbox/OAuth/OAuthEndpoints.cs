using System.Security.Cryptography;

namespace Plannr.Sandbox.OAuth;

/// <summary>
/// OAuth 2.0 as in Laravel Passport: consent, which the fictional user gives or (with <see cref="SandboxOptions.DeniesConsent"/>) denies immediately,
/// and the token endpoint with the grants <c>authorization_code</c> (with PKCE for a client without a secret) and <c>refresh_token</c>.
/// </summary>
internal sealed class OAuthEndpoints(GrantStore grants, SandboxOptions options) : IEndpointGroup
{
    public IEnumerable<Route> Routes =>
    [
        new("GET", "oauth/authorize", Authorize) { IsProtected = false },
        new("POST", "oauth/token", IssueTokens) { IsProtected = false },
    ];

    private ApiResponse Authorize(ApiRequest request)
    {
        QueryParameters query = request.Query;
        string client = query["client_id"] ?? string.Empty;
        string challenge = query["code_challenge"] ?? string.Empty;
        if (!IsClient(client))
        {
            return Refusal(HttpStatusCode.Unauthorized, "invalid_client", "Client authentication failed");
        }

        if (!Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out Uri? redirect))
        {
            return Refusal(HttpStatusCode.BadRequest, "invalid_request", "The request is missing a required parameter.", "Check the `redirect_uri` parameter");
        }

        string result = options.DeniesConsent
            ? "error=access_denied&error_description=The+resource+owner+or+authorization+server+denied+the+request."
            : query["response_type"] != "code" ? "error=unsupported_response_type"
            : challenge.Length > 0 && query["code_challenge_method"] != "S256" ? "error=invalid_request"
            : challenge.Length == 0 && client == SandboxData.PublicClientId ? "error=invalid_request"
            : "code=" + grants.AddCode(new GrantStore.Consent(client, redirect.OriginalString, challenge.Length > 0 ? challenge : null, request.Now));
        string state = query["state"] is { } given ? "&state=" + Uri.EscapeDataString(given) : string.Empty;
        return ApiResponse.RedirectTo(redirect.OriginalString + (redirect.Query.Length > 0 ? "&" : "?") + result + state);
    }

    private ApiResponse IssueTokens(ApiRequest request)
    {
        var form = new QueryParameters(request.Body);
        string client = form["client_id"] ?? string.Empty;
        bool isConfidential = client == SandboxData.ConfidentialClientId;
        if (!IsClient(client) || (isConfidential && form["client_secret"] != SandboxData.ConfidentialClientSecret))
        {
            return Refusal(HttpStatusCode.Unauthorized, "invalid_client", "Client authentication failed");
        }

        return form["grant_type"] switch
        {
            "authorization_code" => ExchangeCode(request, form, client),
            "refresh_token" => Refresh(request, form),
            _ => Refusal(HttpStatusCode.BadRequest, "unsupported_grant_type", "The authorization grant type is not supported by the authorization server.", "Check that all required parameters have been provided"),
        };
    }

    private ApiResponse ExchangeCode(ApiRequest request, QueryParameters form, string client)
    {
        GrantStore.Consent? consent = grants.TakeCode(form["code"] ?? string.Empty, request.Now);
        return consent is null ? Refusal(HttpStatusCode.BadRequest, "invalid_grant", "The authorization code is invalid or has expired.", "Authorization code has been revoked")
            : consent.ClientId != client || consent.RedirectUri != form["redirect_uri"]
                ? Refusal(HttpStatusCode.BadRequest, "invalid_request", "The request is invalid.", "Invalid redirect URI")
            : consent.Challenge is not null && consent.Challenge != GetChallenge(form["code_verifier"] ?? string.Empty)
                ? Refusal(HttpStatusCode.BadRequest, "invalid_grant", "Failed to verify `code_verifier`.")
            : Tokens(request, grants.AddRefreshToken());
    }

    private ApiResponse Refresh(ApiRequest request, QueryParameters form)
    {
        string old = form["refresh_token"] ?? string.Empty;
        if (!grants.UseRefreshToken(old, revoked: options.RefreshTokens == RefreshTokenHandling.Rotated))
        {
            return Refusal(HttpStatusCode.Unauthorized, "invalid_request", "The refresh token is invalid.", "Token has been revoked");
        }

        return Tokens(request, options.RefreshTokens switch
        {
            RefreshTokenHandling.Rotated => grants.AddRefreshToken(),
            RefreshTokenHandling.Repeated => old,
            _ => null,
        });
    }

    private ApiResponse Tokens(ApiRequest request, string? refreshToken)
    {
        var json = new JsonObject { ["token_type"] = "Bearer" };
        int seconds = (int)options.AccessTokenLifetime.TotalSeconds;
        if (options.ExpiresIn != ExpiryForm.Omitted)
        {
            json["expires_in"] = options.ExpiresIn == ExpiryForm.Number ? seconds : seconds.ToString(CultureInfo.InvariantCulture);
        }

        json["access_token"] = grants.AddAccessToken(request.Now + options.AccessTokenLifetime);
        if (refreshToken is not null)
        {
            json["refresh_token"] = refreshToken;
        }

        return ApiResponse.Json(json);
    }

    private static bool IsClient(string id) => new[] { SandboxData.ConfidentialClientId, SandboxData.PublicClientId }.Contains(id);

    private static string GetChallenge(string verifier) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static ApiResponse Refusal(HttpStatusCode status, string error, string description, string? hint = null)
    {
        var json = new JsonObject { ["error"] = error, ["error_description"] = description };
        if (hint is not null)
        {
            json["hint"] = hint;
        }

        json["message"] = description;
        return ApiResponse.Json(json, status);
    }
}
