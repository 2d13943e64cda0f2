namespace Plannr.PowerShell.Tests.Architecture;

/// <summary>The table of endpoints.</summary>
public sealed partial class EndpointTests
{
    [Fact]
    public void Each_endpoint_is_in_the_table_once() =>
        Assert.Equal(Endpoints.All.Count, Endpoints.All.Select(endpoint => Anonymous(endpoint.ToString())).Distinct().Count());

    [Fact]
    public void Each_endpoint_that_the_help_names_is_in_the_table_and_each_that_is_read_is_in_the_help()
    {
        string[] pages = Directory.GetFiles(Path.Combine(StagedModule.Metadata("RepositoryRoot"), "docs", "cmdlets"), "*.md");
        string[] named = [.. pages.SelectMany(page => Call().Matches(File.ReadAllText(page))).SelectMany(Calls).Distinct()];

        Assert.Empty(named.Except(Endpoints.All.Select(endpoint => Anonymous(endpoint.ToString()))));
        Assert.Empty(Endpoints.All.Where(endpoint => endpoint.RecordType is not null).Select(endpoint => Anonymous(endpoint.ToString())).Except(named));
    }

    [Fact]
    public void Values_take_the_place_of_the_parameters_of_a_path()
    {
        var uuid = Guid.NewGuid();
        Endpoint<LogEntry> log = Endpoints.ListLog.At("a/b?c", uuid);

        Assert.Equal($"GET /api/v1/logs/a%2Fb%3Fc/{uuid}", log.ToString());
        Assert.Equal("GET /api/v1/logs/{modelType}/{modelUuid}", Endpoints.ListLog.ToString());
        Assert.Equal(typeof(LogEntry), log.RecordType);
    }

    private static IEnumerable<string> Calls(Match call) => call.Groups["method"].Captures.Select(method => Anonymous($"{method.Value} {call.Groups["path"].Value}"));

    /// <summary>The names of parameters differ from page to page.</summary>
    private static string Anonymous(string text) => Parameter().Replace(text, "{}");

    [GeneratedRegex(@"(?<method>GET|POST|PUT|PATCH|DELETE)(?: (?:and|or) (?<method>GET|POST|PUT|PATCH|DELETE))* (?<path>/api/v\d(?:/[\w{}-]+)+)")]
    private static partial Regex Call();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
