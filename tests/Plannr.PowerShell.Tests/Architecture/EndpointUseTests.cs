namespace Plannr.PowerShell.Tests.Architecture;

/// <summary>Cmdlets send only the query parameters that the table of endpoints lists.</summary>
[Collection(ModuleSession.Collection)]
public sealed partial class EndpointUseTests : IAsyncLifetime
{
    private const string Uuid = "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311";

    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("Get-PlannrAccount -Name a -Email b -PhoneNumber c -Type client -Role joint -Status d -Group e -IsProspect -CreatedAfter 2026-06-01 -CreatedBefore 2026-06-02 "
        + "-InactiveAfter 2026-06-01 -InactiveBefore 2026-06-02 -CustomField @{ pet_name = 'Doug' } -Include tags -Sort last_name")]
    [InlineData($"Get-PlannrTask -Name a -ClientUuid {Uuid} -TaskableType case -TaskableUuid {Uuid} -Priority high -AssignedToUuid {Uuid} -CircleUuid {Uuid} -StatusUuid {Uuid} "
        + "-DueAfter 2026-06-01 -DueBefore 2026-06-02 -HasDueDate -Open -Completed -Archived -NotStarted -SubtaskVisibility only -Include author -Sort due_at")]
    [InlineData($"Get-PlannrAutomationExecution -ClientUuid {Uuid} -AccountUuid {Uuid}")]
    [InlineData($"Get-PlannrAutomationExecution {Uuid} -IncludeAccount -ErrorAction Ignore")]
    [InlineData($"Get-PlannrAutomationExecution {Uuid}, {Uuid} -Bulk -IncludeAccount -ErrorAction Ignore")]
    [InlineData($"Get-PlannrAutomationExecution -BlueprintUuid {Uuid} -ErrorAction Ignore")]
    [InlineData($"Get-PlannrLog client {Uuid} -Type viewed -Level info")]
    [InlineData("Get-PlannrAudit -Mine")]
    [InlineData("Get-PlannrWebhookSubscription -Url https://a.example")]
    [InlineData("Get-PlannrLogin")]
    public void Every_query_parameter_sent_is_in_the_table_of_endpoints(string script)
    {
        _served.Session.Run(script).ShouldSucceed();

        Assert.NotEmpty(_served.Server.Requests);
        Assert.All(_served.Server.Requests, request =>
        {
            Endpoint endpoint = Assert.Single(Endpoints.All, endpoint => endpoint.Method == request.Method && Pattern(endpoint).IsMatch(request.Path));
            System.Collections.Specialized.NameValueCollection query = HttpUtility.ParseQueryString(request.Query);
            Assert.All(query.AllKeys, name => Assert.Contains(name switch
            {
                "per_page" => name,
                "sort" or "include" => query[name]!.TrimStart('-'),
                _ => Filter().Match(name!).Groups["name"].Value,
            }, (string[])[.. name switch { "per_page" => ["per_page"], "sort" => endpoint.Sorts, "include" => endpoint.Includes, _ => endpoint.Filters }]));
        });
    }

    private static Regex Pattern(Endpoint endpoint) => new($"^/{Parameter().Replace(endpoint.Path, "[^/]+")}$");

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^filter\[(?<name>\w+).*\]$")]
    private static partial Regex Filter();
}
