using System;
using Plannr.PowerShell.Loading;
using Plannr.PowerShell.SignIn;

namespace Plannr.PowerShell.Commands.Connections;

// Signing in with a browser.
public sealed partial class ConnectPlannrCommand
{
    private bool SignInWithBrowser(PlannrClientOptions options)
    {
        PlannrOAuthTokens? tokens = AuthorizationResponse is null ? Authorize(options) : Complete(AuthorizationResponse);
        if (tokens is null)
        {
            return false;
        }

        options.AccessToken = tokens.AccessToken;
        options.OAuth = tokens.RefreshToken is null ? null : OAuth(tokens.RefreshToken);
        if (options.OAuth is { } oauth)
        {
            oauth.AccessTokenExpiresAt = tokens.ExpiresAt;
        }

        return true;
    }

    /// <summary>Null where the person has to come back with the address that the browser ends at.</summary>
    private PlannrOAuthTokens? Authorize(PlannrClientOptions options)
    {
        IPlannrAuthorization authorization = ClientFactory.Current.Authorize(options, new PlannrAuthorizationOptions
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            RedirectUri = RedirectUri,
            Scopes = Scope,
            Listens = !NoBrowser,
        });
        bool pending = false;
        try
        {
            if (!NoBrowser && Browser.Open(authorization.Address))
            {
                WriteVerbose($"Waiting at {authorization.RedirectUri} for the browser.");
                return Await(() => authorization.ReceiveAsync(TimeSpan.FromSeconds(SignInTimeoutSec), Observer, Cancellation));
            }

            Host.UI.WriteLine("Open this address in a browser and sign in:");
            Host.UI.WriteLine(authorization.Address.AbsoluteUri);
            if (!NoBrowser)
            {
                // Somebody may open it by hand, on this machine or through a tunnel: the listener is there.
                return Await(() => authorization.ReceiveAsync(TimeSpan.FromSeconds(SignInTimeoutSec), Observer, Cancellation));
            }

            Host.UI.WriteLine("Then, in this session, give the address that the browser ends at (the page itself may not load):");
            Host.UI.WriteLine("Connect-Plannr -ClientId <the same> -AuthorizationResponse '<address>'");
            PendingSignIns.Add(authorization);
            pending = true;
            return null;
        }
        finally
        {
            if (!pending)
            {
                authorization.Dispose();
            }
        }
    }

    private PlannrOAuthTokens Complete(string response)
    {
        using IPlannrAuthorization? authorization = PendingSignIns.Take(response);
        return authorization is null
            ? throw new PlannrInvalidConnectionException(
                "No sign-in of this session waits for that answer.", "Begin with Connect-Plannr -ClientId ... -NoBrowser in the same session, and give the whole address that the browser ends at.")
            : Await(() => authorization.CompleteAsync(response, Observer, Cancellation));
    }
}
