namespace Plannr;

/// <summary>The result of <c>Test-PlannrConnection</c>, with a sentence for each test. It does not contain any secrets.</summary>
public sealed class PlannrConnectionTest
{
    internal PlannrConnectionTest(PlannrConnection connection)
    {
        Connection = connection.Name;
        BaseUri = connection.BaseUri;
        Authentication = connection.Authentication;
    }

    /// <summary>The name of the connection.</summary>
    public string Connection { get; }

    /// <summary>The URL of the API.</summary>
    public Uri BaseUri { get; }

    /// <summary>The authentication method of the connection.</summary>
    public string Authentication { get; }

    /// <summary>Whether the server accepts the token and the account can read automation executions.</summary>
    public bool IsSuccessful { get; internal set; }

    /// <summary>Whether the server accepts the token.</summary>
    public string Token { get; internal set; } = NotTested;

    /// <summary>The account that the connection acts as.</summary>
    public string Account { get; internal set; } = NotTested;

    /// <summary>Whether the account can read automation executions.</summary>
    public string Automations { get; internal set; } = NotTested;

    /// <summary>The difference between the computer's clock and the server's.</summary>
    public string Clock { get; internal set; } = NotTested;

    /// <summary>The number of requests left in the current minute.</summary>
    public string RateLimit { get; internal set; } = NotTested;

    /// <summary>The proxy that is used.</summary>
    public string Proxy { get; internal set; } = NotTested;

    /// <summary>The versions of the module, PowerShell and the operating system.</summary>
    public string Versions { get; internal set; } = NotTested;

    private static string NotTested => "Not tested.";

    /// <summary>Returns the name of the connection and whether the test was successful.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Connection}: {(IsSuccessful ? "successful" : "failed")}";
}
