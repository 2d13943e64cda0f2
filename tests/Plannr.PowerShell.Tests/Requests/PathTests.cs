namespace Plannr.PowerShell.Tests.Requests;

public sealed class PathTests : RequestTests
{
    [Theory]
    [InlineData("Invoke-PlannrRequest /api/v1/task")]
    [InlineData("Invoke-PlannrRequest api/v1/task")]
    [InlineData("Invoke-PlannrRequest v1/task")]
    [InlineData("Invoke-PlannrRequest -Path /v1/task -Method get")]
    [InlineData("Invoke-PlannrRequest GET v1/task")]
    [InlineData("Invoke-PlannrRequest v1/task GET")]
    [InlineData("Invoke-PlannrRequest -Method GET v1/task")]
    [InlineData("Invoke-PlannrRequest GET -Path v1/task")]
    [InlineData("Invoke-PlannrRequest -Uri v1/task")]
    [InlineData("Invoke-PlannrRequest \"$($Base)api/v1/task\"")]
    [InlineData("Invoke-PlannrRequest \"$($Base)api/v1/task\".Replace('http:', 'HTTP:')")]
    public void All_forms_of_a_path_reach_the_same_endpoint(string script)
    {
        Api.Run(script).ShouldSucceed();

        RecordedRequest sent = Api.Sent;
        Assert.Equal(("GET", "/api/v1/task", "", ""), (sent.Method, sent.Path, sent.Query, sent.Body));
        Assert.Equal("Bearer " + ServedSession.Token, sent.Header("Authorization"));
        Assert.Equal("application/json", sent.Header("Accept"));
        Assert.Equal("application/json", sent.Header("Content-Type"));
    }

    [Theory]
    [InlineData("//127.0.0.1/api/v1/task")]
    [InlineData("\\\\127.0.0.1\\api")]
    [InlineData("v1\\task")]
    [InlineData("v1/../../oauth/token")]
    [InlineData("v1/%2e%2E/task")]
    [InlineData("v1/./task")]
    [InlineData("v1/a%2Fb")]
    [InlineData("v1/a%5cb")]
    [InlineData("v1/account//login")]
    [InlineData("v1/account/")]
    [InlineData("v1/task#x")]
    [InlineData("v1/task%0d%0aX: y")]
    [InlineData("task")]
    [InlineData("/oauth/token")]
    [InlineData(" ")]
    [InlineData("/")]
    [InlineData("?x=1")]
    [InlineData("/?x=1")]
    [InlineData("https://127.0.0.1/api/v1/task")]
    [InlineData("http://127.0.0.1:1/api/v1/task")]
    [InlineData("http:127.0.0.1/api/v1/task")]
    [InlineData("http:/api/v1/task")]
    [InlineData("file:///etc/hostname")]
    [InlineData("javascript:alert(1)")]
    public void A_path_that_is_invalid_or_outside_the_API_is_refused_and_nothing_is_sent(string path)
    {
        Api.Session.Set("Path", path);

        ErrorRecord error = Api.Run("Invoke-PlannrRequest $Path").ShouldTerminate();

        Assert.Equal(RequestSession.InvalidRequest, error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.EndsWith("Nothing was sent.", error.Exception.Message);
        Assert.Equal(path, error.TargetObject);
        Assert.Empty(Api.Server.Requests);
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("/")]
    [InlineData("?x=1")]
    [InlineData("/?x=1")]
    public void An_empty_path_is_reported_as_empty(string path)
    {
        Api.Session.Set("Path", path);

        Assert.Equal("The path is empty. Nothing was sent.", Api.Run("Invoke-PlannrRequest $Path").ShouldTerminate().Exception.Message);
    }

    [Theory]
    [InlineData("\"http://user:secret-password@127.0.0.1:$($Base.Port)/api/v1/task\"")]
    [InlineData("\"http://127.0.0.1:$($Base.Port)@evil.example/api/v1/task\"")]
    [InlineData("\"http://evil.example:$($Base.Port)/api/v1/task\"")]
    [InlineData("\"http://localhost:$($Base.Port)/api/v1/task\"")]
    [InlineData("\"https://127.0.0.1:$($Base.Port)/api/v1/task\"")]
    [InlineData("\"$($Base)api/v1/../../oauth/token\"")]
    [InlineData("\"//127.0.0.1:$($Base.Port)/api/v1/task\"")]
    public void An_absolute_URL_of_another_server_or_outside_the_API_is_refused(string path)
    {
        ErrorRecord error = Api.Run($"Invoke-PlannrRequest ({path})").ShouldTerminate();

        Assert.Equal(RequestSession.InvalidRequest, error.FullyQualifiedErrorId);
        Assert.DoesNotContain("secret-password", error.Exception.Message, System.StringComparison.Ordinal);
        Assert.Empty(Api.Server.Requests);
    }

    [Theory]
    [InlineData("v1/note/client/a b", "/api/v1/note/client/a%20b")]
    [InlineData("v1/note/client/a%20b", "/api/v1/note/client/a%20b")]
    [InlineData("v1/note/Zoë/50%", "/api/v1/note/Zo%C3%AB/50%25")]
    [InlineData("v2/contact-details", "/api/v2/contact-details")]
    public void Each_path_segment_is_encoded_once(string path, string sent)
    {
        Api.Session.Set("Path", path);

        Api.Run("Invoke-PlannrRequest $Path").ShouldSucceed();

        Assert.Equal(sent, Api.Sent.Path);
    }

    [Theory]
    [InlineData("v1/task/{task_uuid}/complete", "{task_uuid}")]
    [InlineData("/api/v1/custom-field/{customField_uuid}", "{customField_uuid}")]
    [InlineData("v1/group/%7Bgroup_uuid%7D/participants?force=1", "{group_uuid}")]
    public void A_placeholder_left_in_the_path_is_refused(string path, string placeholder)
    {
        Api.Session.Set("Path", path);

        ErrorRecord error = Api.Run("Invoke-PlannrRequest DELETE $Path -Confirm:$false").ShouldTerminate();

        Assert.Equal(RequestSession.InvalidRequest, error.FullyQualifiedErrorId);
        Assert.Contains($"'{placeholder}'", error.Exception.Message, System.StringComparison.Ordinal);
        Assert.Contains("Replace the placeholder with a UUID", error.ErrorDetails.RecommendedAction, System.StringComparison.Ordinal);
        Assert.Empty(Api.Server.Requests);
    }

    [Fact]
    public void WhatIf_shows_the_query()
    {
        Api.Session.Host.TakeText();

        Api.Run("Invoke-PlannrRequest DELETE v1/group/1/participants -Query @{ filter = @{ uuid = 'a', 'b' } } -WhatIf").ShouldSucceed();

        Assert.Contains("/api/v1/group/1/participants?filter%5Buuid%5D=a%2Cb\"", Api.Session.Host.TakeText().ReplaceLineEndings(string.Empty), System.StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_method_is_refused()
    {
        ErrorRecord error = Api.Run("Invoke-PlannrRequest v1/task -Method FETCH").ShouldTerminate();

        Assert.Equal(RequestSession.InvalidRequest, error.FullyQualifiedErrorId);
        Assert.Empty(Api.Server.Requests);
    }

    [Fact]
    public void A_connection_can_be_chosen_by_name()
    {
        Api.Run("Connect-Plannr -Demo -Name demo; Invoke-PlannrRequest v1/me -Connection default | ForEach-Object { }; (Invoke-PlannrRequest v1/me -Connection demo).first_name");

        Assert.Equal(["/api/v1/me"], Api.Server.Requests.Select(request => request.Path));
    }
}
