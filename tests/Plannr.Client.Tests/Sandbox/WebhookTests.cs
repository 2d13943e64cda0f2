namespace Plannr.Client.Tests.Sandbox;

public class WebhookTests : SandboxTests
{
    private const string Subscriptions = "/api/v2/webhook-subscriptions";

    [Fact]
    public async Task Created_subscription_is_listed_first_and_only_its_events_can_change()
    {
        JsonObject made = await PostAsync(Subscriptions, """{"url":"https://hooks.example.com/a","events":["task.created"]}""");
        Assert.Equal(60, Text(made, "signing_secret").Length);
        Assert.Null(made["last_outgoing_webhook_call_at"]);
        JsonObject list = await GetAsync(Subscriptions);
        Assert.Equal(3, list["data"]!.AsArray().Count);
        Assert.Equal(made.ToJsonString(), list["data"]![0]!.ToJsonString());

        string single = $"{Subscriptions}/{made["uuid"]}";
        JsonObject changed = await SendAsync(
            HttpMethod.Put, single, """{"url":"https://elsewhere.example.com","events":["plan.created","plan.deleted"]}""", HttpStatusCode.OK);
        Assert.Equal("https://hooks.example.com/a", Text(changed, "url"));
        Assert.Equal("""["plan.created","plan.deleted"]""", changed["events"]!.ToJsonString());
        Assert.Equal(Text(made, "signing_secret"), Text(changed, "signing_secret"));
        Assert.Equal(changed.ToJsonString(), (await GetAsync(single)).ToJsonString());
    }

    [Fact]
    public async Task Subscriptions_are_found_by_url_and_by_uuid()
    {
        JsonObject byUrl = await GetAsync($"{Subscriptions}?filter%5Burl%5D=back-office");
        Assert.Equal(SandboxData.WebhookSubscriptionUuid.ToString(), Text(byUrl["data"]!.AsArray().Single(), "uuid"));
        JsonObject byUuid = await GetAsync($"{Subscriptions}?filter%5Buuid%5D={SandboxData.WebhookSubscriptionUuid}&sort=updated_at");
        Assert.Equal(byUrl["data"]!.ToJsonString(), byUuid["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Invalid_subscriptions_are_rejected()
    {
        await AssertRejectedAsync(HttpMethod.Post, Subscriptions, """{"events":[]}""", """
            {"message":"The url field is required. (and 1 more error)",
             "errors":{"url":["The url field is required."],"events":["The events field is required."]}}
            """);
        await AssertRejectedAsync(HttpMethod.Post, Subscriptions, """{"url":"http://hooks.example.com","events":["task.created","automation.failed"]}""", """
            {"message":"The url field must start with one of the following: https://. (and 1 more error)",
             "errors":{"url":["The url field must start with one of the following: https://."],"events.1":["The selected events.1 is invalid."]}}
            """);
        await AssertRejectedAsync(HttpMethod.Put, $"{Subscriptions}/{SandboxData.WebhookSubscriptionUuid}", """{"events":"task.created"}""", """
            {"message":"The events field must be an array.","errors":{"events":["The events field must be an array."]}}
            """);
    }
}
