namespace Plannr.PowerShell.Connections;

/// <summary>Tests connections to Plannr. Checks the token, the account, the permission to read automations, the clock, the rate limit and the proxy. The result contains no secrets, so you can send it to support.</summary>
/// <include file='Test-PlannrConnection.xml' path='help/*'/>
[Cmdlet(VerbsDiagnostic.Test, "PlannrConnection")]
[OutputType(typeof(PlannrConnectionTest))]
public sealed class TestPlannrConnectionCommand : GetCommand<PlannrConnectionTest>
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(1);

    private protected override string Activity => "Testing connections";

    /// <summary>The version of PowerShell. Other hosts, such as editors, report their own version as Host.Version.</summary>
    private object? PowerShellVersion => (SessionState.PSVariable.GetValue("PSVersionTable") as IDictionary)?["PSVersion"];

    private protected override void Process()
    {
        foreach (PlannrConnection connection in Connections.Given)
        {
            Emit(Test(connection));
        }
    }

    private PlannrConnectionTest Test(PlannrConnection connection)
    {
        var test = new PlannrConnectionTest(connection)
        {
            Account = connection.AccountUuid is { } uuid ? $"Requests act as {connection.AccountName ?? "the account"} ({uuid})." : "No account is selected. Run Get-PlannrLogin, then Switch-PlannrAccount with the AccountUuid of a login.",
            Proxy = connection.Client.Proxy is { } proxy ? $"Requests go through the proxy {proxy}." : "No proxy is used.",
            Versions = $"Plannr {MyInvocation.MyCommand.Module?.Version}, PowerShell {PowerShellVersion}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}.",
        };
        PlannrResponse? logins = Request(connection, Endpoints.ListLogins, out string? failure);
        test.Token = failure ?? "The server accepts the token.";
        if (logins is null)
        {
            return test;
        }

        test.Clock = Compare(logins);
        PlannrResponse? executions = Request(connection, Endpoints.ListExecutions, out string? refusal);
        test.Automations = refusal ?? "The account can read automation executions.";
        test.RateLimit = connection.RateLimitRemaining is { } left
            ? $"Requests left in this minute: {left}{(connection.RateLimit is { } limit ? $" of {limit}" : string.Empty)}."
            : "The server does not report how many requests are left.";
        test.IsSuccessful = failure is null && refusal is null && executions is not null;
        return test;
    }

    /// <summary>Requests the first page of a list. Returns null if there was no usable response.</summary>
    private PlannrResponse? Request(PlannrConnection connection, Endpoint endpoint, out string? failure)
    {
        try
        {
            var request = new PlannrRequest { Path = endpoint.Path, Query = endpoint == Endpoints.ListLogins ? [] : [new("per_page", "1")] };
            PlannrResponse response = Await(() => Send(connection, client => client.SendAsync(request, Cancellation)));
            failure = response.Error is { } error ? Describe(error) : null;
            return response;
        }
        catch (PlannrException exception)
        {
            failure = Describe(exception);
            return null;
        }
    }

    private static string Describe(PlannrException error) => $"{ReadableText.AddFullStop(error.Message)} {error.RecommendedAction}";

    private static string Compare(PlannrResponse response)
    {
        if (!response.Headers.TryGetValue("Date", out IEnumerable<string>? dates)
            || !DateTimeOffset.TryParseExact(dates.First(), "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset there))
        {
            return "The server does not report its time.";
        }

        TimeSpan skew = DateTimeOffset.UtcNow - there;
        double seconds = Math.Abs(skew.TotalSeconds);
        string text = $"This computer's clock {(seconds < 0.5 ? "agrees with" : $"is {seconds:0} s {(skew < TimeSpan.Zero ? "behind" : "ahead of")}")} the server's";
        return skew.Duration() > MostSkew ? $"{text}. Correct the clock: parameters such as -After depend on it." : $"{text}.";
    }
}
