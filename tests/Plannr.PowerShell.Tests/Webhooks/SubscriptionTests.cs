using System.Runtime.InteropServices;

namespace Plannr.PowerShell.Tests.Webhooks;

[Collection(ModuleSession.Collection)]
public sealed class SubscriptionTests : IAsyncLifetime
{
    private const string Path = "/api/v2/webhook-subscriptions";

    private ServedSession _served = null!;

    private static Guid Uuid => SandboxData.WebhookSubscriptionUuid;

    private string[] Sent => [.. _served.Server.Requests.Select(request => $"{request.Method} {request.Path} {request.Body}".TrimEnd())];

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        _served.Session.Set("Uuid", Uuid);
    }

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("", "per_page=500")]
    [InlineData("-Url 'https://back-office.example.com/plannr'", "per_page=500&filter%5Burl%5D=https%3A%2F%2Fback-office.example.com%2Fplannr")]
    [InlineData("-First 1", "per_page=1")]
    public void Subscriptions_are_listed_newest_first_and_the_filter_is_sent(string parameters, string query)
    {
        WebhookSubscription[] subscriptions = [.. _served.Session.Run($"Get-PlannrWebhookSubscription {parameters}").ShouldSucceed().As<WebhookSubscription>()];

        Assert.NotEmpty(subscriptions);
        Assert.Equal(subscriptions.OrderByDescending(subscription => subscription.CreatedAt), subscriptions);
        Assert.Equal(("GET", Path), (_served.Server.Requests[0].Method, _served.Server.Requests[0].Path));
        Assert.Equal(("sort=-created_at&" + query).Split('&').Order(), _served.Server.Requests[0].Query.Split('&').Order());
    }

    [Theory]
    [InlineData("Get-PlannrWebhookSubscription $Uuid")]
    [InlineData("Get-PlannrWebhookSubscription -Uuid $Uuid")]
    [InlineData("$Uuid | Get-PlannrWebhookSubscription")]
    public void One_subscription_is_requested_by_UUID(string script)
    {
        WebhookSubscription subscription = Assert.Single(_served.Session.Run(script).ShouldSucceed().As<WebhookSubscription>());

        Assert.Equal([$"GET {Path}/{Uuid}"], Sent);
        Assert.Equal(("https://back-office.example.com/plannr", "account.created; account.updated"), (subscription.Url, subscription.Events.ToString()));
        Assert.NotNull(subscription.LastOutgoingWebhookCallAt);
        Assert.Empty(subscription.AdditionalProperties);
    }

    [Fact]
    public void A_created_subscription_can_be_read_back()
    {
        WebhookSubscription created = Assert.Single(_served.Session.Run("New-PlannrWebhookSubscription https://hooks.example.com/a account.created, plan.new").Output.Count == 0
            ? _served.Session.Run("New-PlannrWebhookSubscription https://hooks.example.com/a account.created, plan.created").ShouldSucceed().As<WebhookSubscription>()
            : []);

        Assert.Equal(
            [
                "POST " + Path + """ {"url":"https://hooks.example.com/a","events":["account.created","plan.new"]}""",
                "POST " + Path + """ {"url":"https://hooks.example.com/a","events":["account.created","plan.created"]}""",
            ],
            Sent);
        Assert.True(created.HasSigningSecret);
        Assert.Equal(created.Url, _served.Session.Run($"Get-PlannrWebhookSubscription {created.Uuid}").ShouldSucceed().As<WebhookSubscription>().Single().Url);
    }

    [Theory]
    [InlineData("Set-PlannrWebhookSubscription $Uuid task.created")]
    [InlineData("Get-PlannrWebhookSubscription $Uuid | Set-PlannrWebhookSubscription -Event task.created")]
    public void Set_PlannrWebhookSubscription_replaces_the_events(string script)
    {
        WebhookSubscription changed = Assert.Single(_served.Session.Run(script).ShouldSucceed().As<WebhookSubscription>());

        Assert.Equal($$"""PUT {{Path}}/{{Uuid}} {"events":["task.created"]}""", Sent[^1]);
        Assert.Equal(["task.created"], changed.Events);
    }

    [Theory]
    [InlineData("New-PlannrWebhookSubscription https://hooks.example.com/a account.created -WhatIf")]
    [InlineData("Set-PlannrWebhookSubscription $Uuid task.created -WhatIf")]
    public void WhatIf_sends_nothing(string script)
    {
        Assert.Empty(_served.Session.Run(script).ShouldSucceed().Output);
        Assert.Empty(Sent);
    }

    [Theory]
    [InlineData("http://hooks.example.com/a")]
    [InlineData("hooks.example.com/a")]
    [InlineData("ftp://hooks.example.com/a")]
    public void A_URL_without_https_is_refused(string url)
    {
        ErrorRecord error = _served.Session.Run($"New-PlannrWebhookSubscription {url} account.created").ShouldHaveOneError();

        Assert.StartsWith("PlannrInvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("https://", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(Sent);
    }

    [Fact]
    public void Creating_a_subscription_is_not_retried()
    {
        _served.Connect(TimeProvider.System, retries: 3);
        _served.Server.Faults.Add(Fault.Reset());

        Assert.StartsWith("PlannrUnknownOutcome,", _served.Session.Run("New-PlannrWebhookSubscription https://hooks.example.com/a account.created").ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(Sent);
    }

    [Theory]
    [InlineData("\"whsec-0123456789\"", "whsec-0123456789")]
    [InlineData("{ \"example\": \"whsec-0123456789\", \"collection\": false }", "whsec-0123456789")]
    [InlineData("[\"whsec-0123456789\"]", "[\"whsec-0123456789\"]")]
    [InlineData("7", "7")]
    [InlineData("null", null)]
    [InlineData("\"\"", null)]
    public void The_signing_secret_is_readable_but_is_not_listed_or_serialized(string json, string? secret)
    {
        _served.Server.Override = _ => new System.Net.Http.HttpResponseMessage { Content = new System.Net.Http.StringContent($$"""{ "uuid": "{{Uuid}}", "url": "https://a", "signing_secret": {{json}} }""") };

        ScriptResult result = _served.Session.Run("$subscription = Get-PlannrWebhookSubscription $Uuid; $subscription; ,$subscription.SigningSecret; $subscription.PSObject.Properties | ForEach-Object Name").ShouldSucceed();

        WebhookSubscription subscription = Assert.IsType<WebhookSubscription>(result.Output[0].BaseObject);
        Assert.Equal(secret is not null, subscription.HasSigningSecret);
        Assert.Equal(secret, result.Output[1]?.BaseObject is SecureString known ? Reveal(known) : null);
        Assert.Empty(subscription.AdditionalProperties);
        Assert.DoesNotContain("SigningSecret", result.Output.Skip(2).Select(name => name.ToString()));
        if (secret?.Length > 5)
        {
            string stored = PSSerializer.Serialize(result.Output[0], 5);
            Assert.DoesNotContain("0123456789", stored, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexString(System.Text.Encoding.Unicode.GetBytes("0123456789")), stored, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("Test-PlannrWebhookSignature -Body '{\"a\":1}' -Signature $signature -SigningSecret $subscription.SigningSecret")]
    [InlineData("$subscription | Test-PlannrWebhookSignature '{\"a\":1}' $signature")]
    public void A_signature_is_verified_with_the_signing_secret_of_the_subscription(string script)
    {
        _served.Server.Override = _ => new System.Net.Http.HttpResponseMessage { Content = new System.Net.Http.StringContent($$"""{ "uuid": "{{Uuid}}", "signing_secret": "whsec-0123456789" }""") };
        byte[] signature = System.Security.Cryptography.HMACSHA256.HashData("whsec-0123456789"u8, """{"a":1}"""u8);
        _served.Session.Set("Signature", Convert.ToHexString(signature));
        _served.Session.Run("$subscription = Get-PlannrWebhookSubscription $Uuid").ShouldSucceed();

        Assert.Equal([true], _served.Session.Run(script).ShouldSucceed().As<bool>());
    }

    private static string Reveal(SecureString secret)
    {
        IntPtr pointer = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Marshal.PtrToStringUni(pointer)!;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }
}
