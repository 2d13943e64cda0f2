namespace Plannr.PowerShell.Tests.Answers;

/// <summary>Write requests that may have failed although the response has a success status.</summary>
[Collection(ModuleSession.Collection)]
public sealed class WriteResponseTests : IAsyncLifetime
{
    private const string Blueprint = "b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202";
    private const string Step = "8367c364-43fc-534f-aedc-0f3558f3f56a";
    private const string Other = "00000000-0000-4000-8000-000000000099";
    private const string Task = "New-PlannrTask Once -TaskableType client -TaskableUuid 4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311";
    private const string NewSubscription = "New-PlannrWebhookSubscription https://hooks.example.com task.created";
    private const string NewBlueprint = "New-PlannrAutomationBlueprint Welcome";
    private const string NewStep = "Add-PlannrAutomationBlueprintStep " + Blueprint + " A mail.send @{}";
    private const string SetSubscription = "Set-PlannrWebhookSubscription $Subscription task.created";
    private const string SetStep = "Set-PlannrAutomationBlueprintStep " + Blueprint + " " + Step + " -Name A";
    private const string RemoveStep = "Remove-PlannrAutomationBlueprintStep " + Blueprint + " " + Step + " -Confirm:$false";
    private const string NotSaved = """{"message":"Could not be saved","success":false}""";

    private ServedSession _served = null!;

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        _served.Session.Set("Subscription", SandboxData.WebhookSubscriptionUuid);
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData(Task, "POST", "Get-PlannrTask")]
    [InlineData(NewSubscription, "POST", "Get-PlannrWebhookSubscription")]
    [InlineData(NewBlueprint, "POST", "no list of blueprints")]
    [InlineData(NewStep, "POST", "Get-PlannrAutomationBlueprint " + Blueprint)]
    [InlineData(RemoveStep, "DELETE", "Get-PlannrAutomationBlueprint " + Blueprint)]
    public void Error_in_a_response_with_a_success_status_leaves_the_outcome_of_a_POST_or_DELETE_unknown(string script, string method, string advice)
    {
        Respond(method, NotSaved);

        ScriptResult result = _served.Session.Run(script);

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.StartsWith("PlannrUnknownOutcome,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Could not be saved", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("likely", error.ToString(), StringComparison.Ordinal);
        Assert.Matches("It is not known whether the .* was (created|deleted)\\.", error.ToString());
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("Could not be saved", Assert.IsType<PlannrUnknownOutcomeException>(error.Exception).ServerMessage);
        Assert.Empty(result.Output);
        Assert.Single(_served.Server.Requests, request => request.Method == method);
    }

    [Theory]
    [InlineData(SetSubscription, NotSaved, "Could not be saved")]
    [InlineData(SetStep, NotSaved, "Could not be saved")]
    [InlineData(SetSubscription, "{}", "it has no UUID")]
    [InlineData(SetSubscription, $$"""{"uuid":"{{Other}}","url":"https://a"}""", "another record, with the UUID " + Other)]
    [InlineData(SetStep, $$"""{"data":[{"uuid":"{{Other}}","name":"A"}]}""", "another record, with the UUID " + Other)]
    public void PUT_response_without_the_changed_record_causes_an_error(string script, string body, string message)
    {
        Respond("PUT", body);

        ScriptResult result = _served.Session.Run(script);

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.StartsWith("PlannrInvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Matches("It is not known whether the .* was changed\\.", error.ToString());
        Assert.Empty(result.Output);
        Assert.Single(_served.Server.Requests, request => request.Method == "PUT");
    }

    [Theory]
    [InlineData(SetSubscription, 204, "", "Get-PlannrWebhookSubscription ")]
    [InlineData(SetStep, 204, "", "Get-PlannrAutomationBlueprint " + Blueprint)]
    [InlineData(SetSubscription, 200, "", "Get-PlannrWebhookSubscription ")]
    [InlineData(SetSubscription, 200, """{"uuid":"1""", "Get-PlannrWebhookSubscription ")]
    public void PUT_response_without_a_readable_body_causes_an_error_stating_that_the_record_was_likely_changed(string script, int status, string body, string advice)
    {
        Respond("PUT", body, status);

        ScriptResult result = _served.Session.Run(script);

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.StartsWith("PlannrInvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Matches("It is likely that the (webhook subscription|step) was changed, but the response does not confirm it\\.", error.ToString());
        Assert.Contains(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Single(_served.Server.Requests, request => request.Method == "PUT");
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("""{"data":{0}}""")]
    [InlineData("""{"data":[{0}]}""")]
    [InlineData("[{0}]")]
    public void Response_is_accepted_in_every_documented_form(string form)
    {
        string Record(string uuid) => form.Replace("{0}", $$"""{"uuid":"{{uuid}}","name":"A","url":"https://a"}""", StringComparison.Ordinal);
        Respond("POST", Record(Other), 201);

        foreach (string script in new[] { Task, NewSubscription, NewBlueprint, NewStep })
        {
            Assert.Equal(Other, Assert.Single(_served.Session.Run(script + " | ForEach-Object Uuid").ShouldSucceed().Output).ToString());
        }

        Respond("PUT", Record(Step));
        Assert.Equal(Step, Assert.Single(_served.Session.Run(SetStep + " | ForEach-Object Uuid").ShouldSucceed().Output).ToString());
        Respond("PUT", Record(SandboxData.WebhookSubscriptionUuid.ToString()));
        Assert.Single(_served.Session.Run(SetSubscription).ShouldSucceed().As<WebhookSubscription>());
    }

    [Theory]
    [InlineData(204, "")]
    [InlineData(200, "")]
    [InlineData(200, " \n")]
    [InlineData(200, """{"message":"Deleted"}""")]
    [InlineData(200, """{"success":true}""")]
    [InlineData(200, """{"success":1,"message":"Deleted","errors":[],"error":null}""")]
    [InlineData(200, $$"""{"uuid":"{{Step}}","name":"A"}""")]
    [InlineData(200, """{"data":[]}""")]
    [InlineData(200, "[]")]
    [InlineData(200, "true")]
    public void DELETE_succeeds_if_the_response_is_empty_or_is_JSON_without_an_error(int status, string body)
    {
        Respond("DELETE", body, status);

        Assert.Empty(_served.Session.Run(RemoveStep).ShouldSucceed().Output);
    }

    [Theory]
    [InlineData("""{"success":false}""", "")]
    [InlineData("""{"success":"false","message":"In use"}""", "In use")]
    [InlineData("""{"success":0,"message":"In use"}""", "In use")]
    [InlineData("""{"error":"In use"}""", "In use")]
    [InlineData("""{"errors":["In use"]}""", "In use")]
    [InlineData("""{"errors":{"step":["In use"]}}""", "step: In use")]
    [InlineData("""{"data":{"success":false,"message":"In use"}}""", "In use")]
    [InlineData("<html><title>Sign in</title></html>", "Sign in")]
    [InlineData("""{"succ""", "invalid JSON at line")]
    public void Error_or_invalid_JSON_in_the_response_to_a_DELETE_leaves_the_outcome_unknown(string body, string message)
    {
        Respond("DELETE", body);

        ErrorRecord error = _served.Session.Run(RemoveStep).ShouldHaveOneError();

        Assert.StartsWith("PlannrUnknownOutcome,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Contains("It is not known whether the step was deleted.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidResult, error.CategoryInfo.Category);
        Assert.Equal(["DELETE"], _served.Server.Requests.Select(request => request.Method));
    }

    [Theory]
    [InlineData("""{"message":"Unauthenticated."}""", "Unauthenticated.")]
    [InlineData("""{"data":{"message":"Unauthenticated."}}""", "Unauthenticated.")]
    [InlineData("{}", "it has no UUID")]
    public void Connect_Plannr_fails_if_the_response_for_the_user_has_no_uuid(string body, string message)
    {
        _served.Server.Override = request => request.Path == "/api/v1/me" ? Json(body, 200) : null;

        ErrorRecord error = _served.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution -Name new").ShouldTerminate();

        Assert.StartsWith("PlannrInvalidResponse,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_served.Session.Run("Get-PlannrConnection | Where-Object Name -eq new").ShouldSucceed().Output);
    }

    [Fact]
    public void Invoke_PlannrRequest_returns_the_response_to_a_POST_unchanged()
    {
        Respond("POST", NotSaved);

        Assert.Equal("Could not be saved", Assert.Single(_served.Session.Run("Invoke-PlannrRequest POST v1/task -Body @{} | ForEach-Object message").ShouldSucceed().Output).ToString());
    }

    private static HttpResponseMessage Json(string body, int status) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, body.StartsWith('<') ? "text/html" : "application/json") };

    private void Respond(string method, string body, int status = 200) => _served.Server.Override = request => request.Method == method ? Json(body, status) : null;
}
