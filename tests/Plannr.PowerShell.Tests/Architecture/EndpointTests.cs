namespace Plannr.PowerShell.Tests.Architecture;

/// <summary>Tests the table of endpoints.</summary>
public sealed partial class EndpointTests
{
    [Fact]
    public void Table_has_no_duplicate_endpoints() =>
        Assert.Equal(Endpoints.All.Count, Endpoints.All.Select(endpoint => WithoutParameterNames(endpoint.ToString())).Distinct().Count());

    [Fact]
    public void Help_names_only_known_endpoints_and_every_endpoint_with_a_record_type()
    {
        string[] pages = Directory.GetFiles(Path.Combine(StagedModule.Metadata("RepositoryRoot"), "docs", "cmdlets"), "*.md");
        string[] named = [.. pages.SelectMany(page => Call().Matches(File.ReadAllText(page))).SelectMany(Calls).Distinct()];

        Assert.Empty(named.Except(Endpoints.All.Select(endpoint => WithoutParameterNames(endpoint.ToString()))));
        Assert.Empty(Endpoints.All.Where(endpoint => endpoint.RecordType is not null).Select(endpoint => WithoutParameterNames(endpoint.ToString())).Except(named));
    }

    [Fact]
    public void Path_parameters_are_replaced_by_encoded_values()
    {
        var uuid = Guid.NewGuid();
        Endpoint<LogEntry> log = Endpoints.ListLog.At("a/b?c", uuid);

        Assert.Equal($"GET /api/v1/logs/a%2Fb%3Fc/{uuid}", log.ToString());
        Assert.Equal("GET /api/v1/logs/{modelType}/{modelUuid}", Endpoints.ListLog.ToString());
        Assert.Equal(typeof(LogEntry), log.RecordType);
    }

    private static IEnumerable<string> Calls(Match call) => call.Groups["method"].Captures.Select(method => WithoutParameterNames($"{method.Value} {call.Groups["path"].Value}"));

    /// <summary>Removes the names of path parameters, which differ from page to page.</summary>
    private static string WithoutParameterNames(string text) => Parameter().Replace(text, "{}");

    [GeneratedRegex(@"(?<method>GET|POST|PUT|PATCH|DELETE)(?: (?:and|or) (?<method>GET|POST|PUT|PATCH|DELETE))* (?<path>/api/v\d(?:/[\w{}-]+)+)")]
    private static partial Regex Call();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
