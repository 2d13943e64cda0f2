namespace Plannr.PowerShell.Connections;

// Browser sign-in, on this machine or another.
public sealed partial class ConnectPlannrCommand
{
    /// <summary>Gets tokens, and replaces the options with those of the sign-in. Returns false if the user has to continue with -AuthorizationResponse.</summary>
    private bool SignInWithBrowser(ref PlannrClientOptions options)
    {
        PendingSignIn signIn = AuthorizationResponse is null ? Begin(options) : Find(AuthorizationResponse);
        try
        {
            if ((AuthorizationResponse is { } response ? Await(() => signIn.Authorization.CompleteAsync(response, Observer, Cancellation)) : Receive(signIn.Authorization)) is not { } tokens)
            {
                return false;
            }

            options = signIn.Complete(tokens);
            return true;
        }
        finally
        {
            // After a timeout, the sign-in can still be completed with -AuthorizationResponse in the same process.
            signIn.Authorization.StopListening();
            if (signIn.Authorization.IsOver)
            {
                signIn.Remove();
            }
        }
    }

    private PendingSignIn Begin(PlannrClientOptions options)
    {
        IPlannrAuthorization authorization = ClientFactory.Current.Authorize(options, new PlannrAuthorizationOptions
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            RedirectUri = RedirectUri,
            Scopes = Scope,
            Listens = !NoBrowser,
        });

        // The secret is copied, because the caller may dispose of it before the response arrives.
        var client = new PlannrOAuthOptions { ClientId = ClientId, ClientSecret = ClientSecret?.Copy() };
        var signIn = new PendingSignIn(authorization, options, client, Name, SkipAccountResolution);
        signIn.Add();
        return signIn;
    }

    private PlannrOAuthTokens? Receive(IPlannrAuthorization authorization)
    {
        string byHand = $"Connect-Plannr -ClientId '{CodeGeneration.EscapeSingleQuotedStringContent(ClientId)}' -AuthorizationResponse (Read-Host 'URL')";
        if (NoBrowser)
        {
            Print("Open this URL in a browser and sign in:", authorization.Address.AbsoluteUri);
            Print("Then run this command in the same session and enter the URL of the page where the browser ends up, even if the page does not load:", byHand);
            return null;
        }

        if (Browser.Open(authorization.Address))
        {
            Print("Sign in to Plannr in the browser. If no browser has opened, open this URL:", authorization.Address.AbsoluteUri);
        }
        else
        {
            Print("The browser could not be opened. Open this URL in a browser on this machine and sign in:", authorization.Address.AbsoluteUri);
            Print("If you sign in with a browser on another machine, the last page does not load. In that case, press Ctrl+C here, run this command and enter the URL of that page:", byHand);
        }

        WriteVerbose($"Waiting for the browser at {authorization.RedirectUri}.");
        return Await(() => authorization.ReceiveAsync(TimeSpan.FromSeconds(SignInTimeoutSec), Observer, Cancellation));
    }

    /// <summary>Finds the sign-in that a response belongs to and applies this command's arguments to it.</summary>
    private PendingSignIn Find(string response)
    {
        PendingSignIn signIn = PendingSignIn.Find(response) ?? throw new PlannrInvalidConnectionException(
            "No pending sign-in in this session matches this response.", "Start with Connect-Plannr -ClientId ... -NoBrowser in the same session, and specify the complete URL of the page where the browser ends up.");
        if (ClientId != signIn.ClientId)
        {
            throw new PlannrInvalidConnectionException($"The sign-in was started for a different client, not for '{ClientId}'.", $"Use -ClientId '{signIn.ClientId}', or start again with Connect-Plannr -ClientId.");
        }

        Uri server = signIn.Options.BaseUri;
        if (BaseUri is not null && Uri.Compare(BaseUri, server, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            throw new PlannrInvalidConnectionException("The server in -BaseUri is not the server that the sign-in was started with.", $"Omit -BaseUri: the tokens are for {server}.");
        }

        Apply(signIn.Options);
        Name = MyInvocation.BoundParameters.ContainsKey(nameof(Name)) ? Name : signIn.Name;
        SkipAccountResolution = MyInvocation.BoundParameters.ContainsKey(nameof(SkipAccountResolution)) ? SkipAccountResolution : signIn.SkipAccountResolution;
        return signIn;
    }

    private void Print(string text, string line)
    {
        Host.UI.WriteLine(text);
        Host.UI.WriteLine(line);
    }
}
