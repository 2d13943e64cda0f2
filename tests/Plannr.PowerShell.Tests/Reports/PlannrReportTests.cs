namespace Plannr.PowerShell.Tests.Reports;

[Collection(ModuleSession.Collection)]
public sealed class PlannrReportTests : IAsyncLifetime
{
    private static readonly Guid Uuid = new("0b94e6d1-52c7-5f3a-9d08-71e3fa46b701");

    private readonly LeapingClock _clock = new();
    private ServedSession _served = null!;
    private int _polls;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync(_clock);

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("rmar May", """{"name":"May","report_type_id":"rmar"}""")]
    [InlineData("a_new_type -Name x -Query @{ start_date = '2026-05-01'; ids = 1, 2 }", """{"name":"x","report_type_id":"a_new_type","report_query":{"ids":[1,2],"start_date":"2026-05-01"}}""")]
    [InlineData("-TemplateUuid 4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b301 -Name x -SaveAsTemplate y", """{"name":"x","report_template_uuid":"4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b301","save_as_template":true,"template_name":"y"}""")]
    public void A_report_is_created_with_one_request(string arguments, string body)
    {
        Serve(_ => "\"status\":\"pending\"");

        Assert.Equal(Uuid, Assert.Single(_served.Session.Run("New-PlannrReport " + arguments).ShouldSucceed().As<PlannrReport>()).Uuid);
        RecordedRequest request = Assert.Single(_served.Server.Requests);
        Assert.Equal(("POST", "/api/v1/report", body), (request.Method, request.Path, request.Body));
    }

    [Fact]
    public void The_default_name_consists_of_the_type_and_the_date()
    {
        Serve(_ => "\"status\":\"pending\"");

        _served.Session.Run("New-PlannrReport rmar").ShouldSucceed();

        Assert.Matches("""^\{"name":"rmar \d{4}-\d\d-\d\d","report_type_id":"rmar"\}$""", Assert.Single(_served.Server.Requests).Body);
    }

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("-Query @{ a = { 1 } } -ErrorAction Ignore")]
    public void Nothing_is_sent_with_WhatIf_or_an_invalid_query(string arguments)
    {
        _served.Session.Run("New-PlannrReport rmar " + arguments);

        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void Creating_a_report_is_not_retried_after_a_lost_response()
    {
        _served.Server.Faults.Add(Fault.Reset());

        Assert.StartsWith("PlannrUnknownOutcome,", _served.Session.Run("New-PlannrReport rmar").ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(_served.Paths);
    }

    [Theory]
    [InlineData("\"progress\":100,\"status\":\"biscuit\",\"files\":[{\"status\":\"uploaded\"}]", 3)]
    [InlineData("\"progress\":40,\"status\":\"processing\",\"files\":[{\"status\":\"uploaded\"}]", 3)]
    [InlineData("\"status\":\"Completed\",\"files\":[{\"status\":\"uploaded\"}]", 3)]
    [InlineData("\"progress\":100", 6)]
    [InlineData("\"status\":\"completed\"", 6)]
    public void Wait_ends_when_the_report_has_a_file_or_a_final_status_or_reaches_100_percent(string end, int polls)
    {
        Serve(poll => poll > 2 ? end : "\"progress\":50,\"status\":\"processing\"");

        Assert.Equal(Uuid, Assert.Single(Wait(string.Empty).ShouldSucceed().As<PlannrReport>()).Uuid);
        Assert.Equal(Enumerable.Repeat($"/api/v1/report/{Uuid}", polls), _served.Paths);
    }

    [Fact]
    public void Wait_polls_again_for_a_file_uploaded_shortly_after_the_report_ends()
    {
        Serve(poll => poll > 2 ? "\"progress\":100,\"files\":[{\"status\":\"uploaded\"}]" : "\"progress\":100");

        Assert.Single(Assert.Single(Wait(string.Empty).ShouldSucceed().As<PlannrReport>()).Files);
        Assert.Equal(3, _polls);
    }

    [Theory]
    [InlineData("\"status\":\"biscuit\",\"progress\":70", "its status is biscuit, 70%")]
    [InlineData("\"files\":[{\"status\":\"pending\"}]", "its status is unknown")]
    public void Waiting_for_a_report_in_an_unknown_state_times_out_with_an_error_that_describes_the_state(string state, string description)
    {
        Serve(_ => state);
        DateTimeOffset start = _clock.GetUtcNow();

        ErrorRecord error = Wait(string.Empty).ShouldHaveOneError();

        Assert.StartsWith("PlannrWaitTimeout,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal($"The report {Uuid} did not end within 3600 s: {description}.", error.Exception.Message);
        Assert.Contains($"Wait-PlannrReport {Uuid}", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.IsType<PlannrReport>(error.TargetObject);
        Assert.Equal(3600, (_clock.GetUtcNow() - start).TotalSeconds, 1);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("cancelled")]
    public void A_failed_or_cancelled_report_causes_an_error(string status)
    {
        Serve(_ => $"\"status\":\"{status}\",\"progress\":10,\"name\":\"May\"");

        ErrorRecord error = Wait(string.Empty).ShouldHaveOneError();

        Assert.StartsWith("PlannrJobFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal($"The report 'May' ({Uuid}) was not generated: its status is {status}.", error.Exception.Message);
        Assert.Single(_served.Paths);
    }

    [Fact]
    public void Wait_continues_after_temporary_server_errors_and_a_missing_report_causes_one_error()
    {
        Serve(poll => poll > 1 ? "\"files\":[{\"status\":\"uploaded\"}]" : "\"progress\":1");
        _served.Server.Faults.Add(Fault.Status(502).ForPath(Uuid.ToString()) with { Skip = 1, Times = 3 });
        _served.Server.Faults.Add(Fault.Status(404).ForPath("11111111"));

        ScriptResult result = Wait(", 11111111-2222-4333-8444-555555555555");

        Assert.StartsWith("PlannrNotFound,", result.ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(result.As<PlannrReport>());
    }

    private ScriptResult Wait(string more) => _served.Session.Run($"Wait-PlannrReport {Uuid}{more}");

    private void Serve(Func<int, string> state) => _served.Server.Override = request =>
        RequestSession.Json($$"""{"uuid":"{{Uuid}}",{{state(request.Method == "GET" ? ++_polls : 0)}}}""", request.Method == "GET" ? HttpStatusCode.OK : HttpStatusCode.Created);
}
