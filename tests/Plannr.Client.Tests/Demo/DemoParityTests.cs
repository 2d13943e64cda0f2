using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Plannr.Client.Demo;

namespace Plannr.Client.Tests.Demo;

/// <summary>Tests that the shipped demo responds like the sandbox that the tests use.</summary>
public sealed class DemoParityTests
{
    private const string Summer = "2026-06-10T09:30:00Z";
    private const string Client = "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311";
    private const string Accounts = "v1/account?per_page=100";
    private const string Executions = "v1/automation-executions?per_page=100";
    private const string Tasks = "v1/task?per_page=100";
    private const string Log = $"v1/logs/client/{Client}?per_page=100";
    private const string Subscriptions = "v2/webhook-subscriptions?per_page=100";
    private const string AllAccountIncludes =
        "&include=primary_phone_number,primary_email,primary_address,assigned_adviser,assigned_administrator,assigned_paraplanner,groups,tags,owners,"
        + "custom_fields,external_references,charge_split_schema";

    private const string AllTaskIncludes = "&include=author,completed_by,parent_task,related_tasks,custom_fields,workflow_task";

    public static TheoryData<string> Starts => [Summer, "2026-01-15T12:00:00Z", "2027-03-28T02:59:59Z", "2028-10-29T00:30:00Z", "2028-02-29T23:30:00Z"];

    public static TheoryData<string> Paths =>
    [
        "v1/me", "v1/logins",
        "v1/account", Accounts, Accounts + AllAccountIncludes, "v1/account?page=2&per_page=3&include=tags", "v1/account?page=99", "v1/account?per_page=x&page=-1",
        .. Sorts(Accounts, "created_at", "updated_at", "first_name", "last_name", "email", "next_review_date", "previous_review_date", "anniversary_review_date"),
        Accounts + "&sort=type,-name", Accounts + "&sort=role,-created_at",
        .. Filters(
            Accounts,
            "name=o'q", "name=trust,umbrella", "name=", "email=example.org", "primary_email=MABEL", "primary_phone_number=0 111", "primary_phone_number=+44 20",
            "status=prosp", "status=Active,Former", "is_prospect=1", "is_prospect=0", "is_prospect=true", "role=owner,TRUST", "type=employee", "type=client",
            "inactive_after=2026-05-19", "inactive_before=2026-05-19", "inactive_before=never", "created_after=2026-05-31", "created_before=2024-02-01", "groups=advis",
            "groups=a", "departments=Head office", "departments=head", "custom_field:pet_name=doug", "custom_field:pet_name=Sir Barks, \"the Loud\"", "custom_field:none=x", "pets=1"),
        Accounts + "&include=pets,groups", Accounts + "&sort=pets",
        "v1/automation-executions", Executions, Executions + "&include=account", Executions + "&sort=-created_at", "v1/automation-executions?per_page=7&page=3&sort=-created_at",
        .. Filters(
            Executions, $"client_uuids={Client}", $"account_uuids={Client},4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b304", "client_uuids=x",
            "uuid=82f16694-dbe3-4787-bd57-ab9eec12b43f,0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff", "uuid=none", "status=failed"),
        "v1/automation-executions/0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff?include=account", "v1/automation-executions/0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff?sort=created_at",
        "v1/automation-blueprints/b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202/executions?per_page=50&include=account",
        Tasks, Tasks + AllTaskIncludes, .. Sorts(Tasks, "created_at", "updated_at", "name", "priority", "due_at", "completed_last"), Tasks + "&sort=completed_last,-due_at",
        .. Filters(
            Tasks, "name=call", "taskable_type=client", $"taskable_uuid={Client}", $"client_uuid={Client}", "priority=high,highest",
            "assigned_to_uuids=4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b302", "due_before=2026-06-15", "due_after=2026-06-01", "due_after=x", "has_due_date=1", "has_due_date=0",
            "open_tasks=1", "open_tasks=0", "completed_status=1", "archived_status=1", "archived_status=0", "not_started_status=1", "show_child_tasks=0", "show_child_tasks=1",
            "subtask_visibility=only", "subtask_visibility=include", "subtask_visibility=exclude", "state=open"),
        "v1/audits?per_page=100", "v1/audits?per_page=5&page=2", "v1/audits?filter[type]=Tag", "v1/my/audits?per_page=100",
        Log, .. Filters(Log, "level=error", "type=viewed", "modelable_type=client", "modelable_type=task"),
        $"v1/logs/account/{Client}", $"v1/logs/employee/{Client}", "v1/logs/task/c3a5d8e1-7f20-5b49-9e34-1d6b80f7a401", $"v1/logs/biscuit/{Client}",
        $"v1/logs/automation-execution/{Client}",
        Subscriptions, .. Sorts(Subscriptions, "created_at", "updated_at"), .. Filters(Subscriptions, "url=board", "uuid=d4f6b1c9-58e2-5a07-8c13-2e97a6d0b501"),
        $"v1/account/{Client.ToUpperInvariant()}", "v1/account/x", $"v1/automation-blueprints/{Client}", $"v1/document/{Client}/content/docx", "v1/biscuit", "v1/task/x/y",
        "v1/task/x/complete",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Demo_responds_like_the_sandbox(string path)
    {
        using var pair = new Pair(Summer);

        await pair.CompareAsync(path);
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Demo_and_sandbox_records_change_in_the_same_way_over_time(string start)
    {
        using var pair = new Pair(start);
        string[] paths = ["v1/me", "v1/logins", Accounts + AllAccountIncludes, Executions + "&include=account", Tasks + AllTaskIncludes, "v1/audits?per_page=100", Log, Subscriptions];
        foreach (double seconds in new[] { 0, 0.5, 20, 24.5, 15, 25, 10, 3600, 100_000 })
        {
            pair.Clock.Advance(TimeSpan.FromSeconds(seconds));
            foreach (string path in paths)
            {
                await pair.CompareAsync(path);
            }
        }
    }

    [Fact]
    public async Task Demo_and_sandbox_return_the_same_record_for_each_uuid()
    {
        using var pair = new Pair(Summer);
        foreach ((string list, string single) in new[] { (Accounts, "v1/account/"), (Executions, "v1/automation-executions/"), (Subscriptions, "v2/webhook-subscriptions/") })
        {
            foreach (JsonNode? record in (await pair.CompareAsync(list))["data"]!.AsArray())
            {
                await pair.CompareAsync(single + record!["uuid"]);
            }
        }

        foreach (JsonNode? blueprint in Pair.DemoRecords["automation-blueprints"]!.AsArray())
        {
            JsonObject read = await pair.CompareAsync($"v1/automation-blueprints/{blueprint!["uuid"]}");
            await pair.CompareAsync($"v1/automation-blueprints/{blueprint!["uuid"]}/executions?per_page=100");
            Assert.Equal(read["steps"]!.AsArray().Count, (int)read["steps_count"]!);
        }

        foreach (JsonNode? account in Pair.DemoRecords["account"]!.AsArray())
        {
            await pair.CompareAsync($"v1/logs/client/{account!["uuid"]}?per_page=100");
        }
    }

    [Fact]
    public async Task Demo_and_sandbox_return_the_same_document()
    {
        using var pair = new Pair(Summer);

        Assert.Equal(await pair.DownloadAsync(isDemo: false), await pair.DownloadAsync(isDemo: true));
    }

    [Fact]
    public async Task Writes_have_the_same_effect_in_the_demo_and_the_sandbox()
    {
        using var pair = new Pair(Summer);
        await pair.CompareAsync("POST", "v1/task", $$"""
            {"name":" Call ","description":"a\nb","priority":"high","due_at":"2026-07-01 09:00:00","taskable_type":"client","taskable_uuid":"{{Client}}",
             "assigned_to_uuids":["4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b302"],"parent_task_uuid":"c3a5d8e1-7f20-5b49-9e34-1d6b80f7a401","custom_fields":{"a":1} }
            """);
        await pair.CompareAsync("POST", "v1/task", """{"name":"Review","due_at":"2026-07-01T09:00:00Z","taskable_type":"plan","taskable_uuid":"c3a5d8e1-7f20-5b49-9e34-1d6b80f7a4b1"}""");
        pair.Clock.Advance(TimeSpan.FromMinutes(1));
        await pair.CompareAsync("PATCH", "v1/task/c3a5d8e1-7f20-5b49-9e34-1d6b80f7a401/complete", "");
        pair.Clock.Advance(TimeSpan.FromMinutes(1));
        await pair.CompareAsync("PATCH", "v1/task/c3a5d8e1-7f20-5b49-9e34-1d6b80f7a401/complete", "");
        await pair.CompareAsync(Tasks + AllTaskIncludes);

        await pair.CompareAsync("PUT", "v2/webhook-subscriptions/d4f6b1c9-58e2-5a07-8c13-2e97a6d0b501", """{"events":["plan.created","plan.deleted"],"url":"https://example.com"}""");
        await pair.CompareAsync("POST", "v2/webhook-subscriptions", """{"url":"https://hooks.example.com/a","events":["task.created"]}""");
        await pair.CompareAsync(Subscriptions);

        JsonObject[] blueprints = await pair.CompareAsync("POST", "v1/automation-blueprints", """{"name":"Card","is_active":1,"conditions":[{"field":"a","operator":"equals","value":1}]}""");
        string[] made = [.. blueprints.Select(blueprint => $"v1/automation-blueprints/{blueprint["uuid"]}")];
        JsonObject[] root = await StepAsync("POST", "", """{"name":"Is it?","type":"condition","configuration":{"params":[]}}""");
        JsonObject[] yes = await StepAsync("POST", "", """{"name":"Yes","type":"mail.send","configuration":{"a":1},"parent_step_uuid":"*","condition_state":true}""", root);
        await StepAsync("POST", "", """{"name":"Next","type":"mail.send","configuration":{"a":1},"parent_step_uuid":"*","condition_state":true}""", yes);
        await StepAsync("POST", "", """{"name":"No","type":"mail.send","configuration":{"a":1},"parent_step_uuid":"*"}""", root);
        await StepAsync("PUT", "/blueprint-steps/*", """{"name":"Better","condition_state":false}""", yes);
        await StepAsync("PUT", "/blueprint-steps/*", """{"parent_step_uuid":"*"}""", yes);
        await StepAsync("PUT", "/blueprint-steps/*", """{"parent_step_uuid":null,"type":"sms.send"}""", yes);
        await StepAsync("PUT", "/blueprint-steps/*", """{"parent_step_uuid":"00000000-0000-4000-8000-000000000000","name":null}""", yes);
        await StepAsync("GET", "/none", "");
        await StepAsync("DELETE", "/blueprint-steps/*", "", yes);
        await StepAsync("DELETE", "/blueprint-steps/*", "", yes);
        await StepAsync("GET", null, "");

        JsonObject[] audits = await pair.CompareAsync("GET", "v1/audits?per_page=12", "", "old_values", "new_values");
        Assert.Equal("Automation Blueprint Step deleted", $"{audits[1]["data"]![0]!["type"]} {audits[1]["data"]![0]!["event"]}");

        async Task<JsonObject[]> StepAsync(string method, string? path, string body, JsonObject[]? steps = null)
        {
            string[] uuids = [.. (steps ?? [[], []]).Select(step => step["data"]?[0]!["uuid"]!.ToString() ?? "")];
            string[] full = [.. made.Select((blueprint, index) => blueprint + (path == "" ? "/blueprint-steps" : path)?.Replace("*", uuids[index], StringComparison.Ordinal))];
            return await pair.CompareAsync(method, full, [.. uuids.Select(uuid => body.Replace("*", uuid, StringComparison.Ordinal))]);
        }
    }

    [Theory]
    [InlineData("POST", "v1/task", "{}")]
    [InlineData("POST", "v1/task", "no JSON")]
    [InlineData("POST", "v1/task", """{"name":"a","name":"b" """)]
    [InlineData("POST", "v1/task", """{"name":"Call","priority":"urgent","due_at":"soon"}""")]
    [InlineData("POST", "v1/task", """{"name":"Call","taskable_type":"boat","taskable_uuid":"2066e7c6-feb1-4e00-b55a-8a0f91d47bad","parent_task_uuid":"2066e7c6-feb1-4e00-b55a-8a0f91d47bad"}""")]
    [InlineData("POST", "v1/task", """{"name":"Call","assigned_to_uuids":["2066e7c6-feb1-4e00-b55a-8a0f91d47bad","0066e7c6-feb1-4e00-b55a-8a0f91d47bad"]}""")]
    [InlineData("POST", "v1/automation-blueprints", """{"name":""}""")]
    [InlineData("POST", "v2/webhook-subscriptions", """{"events":[]}""")]
    [InlineData("POST", "v2/webhook-subscriptions", """{"url":"https://a.example","events":["task.created","automation.failed"]}""")]
    [InlineData("PUT", "v2/webhook-subscriptions/d4f6b1c9-58e2-5a07-8c13-2e97a6d0b501", "{}")]
    [InlineData("PUT", "v2/webhook-subscriptions/d4f6b1c9-58e2-5a07-8c13-2e97a6d0b501", """{"events":"task.created"}""")]
    [InlineData("POST", "v2/webhook-subscriptions", """{"url":"http://a.example","events":["task.created"]}""")]
    [InlineData("PUT", "v2/webhook-subscriptions/2066e7c6-feb1-4e00-b55a-8a0f91d47bad", "{}")]
    [InlineData("POST", "v1/automation-blueprints/b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202/blueprint-steps", "{}")]
    [InlineData("PATCH", "v1/task/2066e7c6-feb1-4e00-b55a-8a0f91d47bad/complete", "")]
    public async Task Demo_and_sandbox_reject_the_same_invalid_writes(string method, string path, string body)
    {
        using var pair = new Pair(Summer);

        JsonObject[] responses = await pair.CompareAsync(method, path, body);

        Assert.True(responses[1].ContainsKey("message"));
    }

    private static IEnumerable<string> Sorts(string path, params string[] names) => names.SelectMany(name => new[] { $"{path}&sort={name}", $"{path}&sort=-{name}" });

    private static IEnumerable<string> Filters(string path, params string[] filters) =>
        from filter in filters
        let parts = filter.Split('=', 2)
        select $"{path}&filter[{parts[0]}]={Uri.EscapeDataString(parts[1])}";

    /// <summary>A demo and a sandbox with the same clock.</summary>
    private sealed class Pair : IDisposable
    {
        private static readonly Regex Uuids = new("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

        private readonly HashSet<string> _known = [.. Uuids.Matches(DemoRecords.ToJsonString()).Select(match => match.Value)];
        private readonly HttpClient _demo;
        private readonly HttpClient _sandbox;

        public Pair(string start)
        {
            Clock = new FakeTimeProvider(DateTimeOffset.Parse(start, CultureInfo.InvariantCulture));
            _demo = Connect(new DemoHandler(Clock));
            _sandbox = Connect(new SandboxHandler(Clock, new SandboxOptions { RateLimit = null }));
        }

        /// <summary>The demo's records.</summary>
        public static JsonNode DemoRecords { get; } = JsonNode.Parse(typeof(DemoHandler).Assembly.GetManifestResourceStream("demo.json")!)!;

        public FakeTimeProvider Clock { get; }

        public void Dispose()
        {
            _demo.Dispose();
            _sandbox.Dispose();
        }

        /// <summary>Sends a GET request to the demo and the sandbox, compares the responses, and returns the demo's response.</summary>
        public async Task<JsonObject> CompareAsync(string path) => (await CompareAsync("GET", path, string.Empty))[1];

        public Task<JsonObject[]> CompareAsync(string method, string path, string body, params string[] ignored) => CompareAsync(method, [path, path], [body, body], ignored);

        /// <summary>
        /// Sends a request to the sandbox and one to the demo, compares the responses, and returns them in this order. The comparison ignores the UUIDs of
        /// new records, the page links in <c>meta</c> and the fields in <paramref name="ignored"/>. Secrets are compared only by length, and messages of 400
        /// responses only by their first sentence.
        /// </summary>
        public async Task<JsonObject[]> CompareAsync(string method, string[] paths, string[] bodies, params string[] ignored)
        {
            JsonObject[] responses = [await SendAsync(_sandbox, method, paths[0], bodies[0]), await SendAsync(_demo, method, paths[1], bodies[1])];
            JsonObject[] compared = [.. responses.Select(response => (JsonObject)Compared(response, ignored)!)];
            Assert.True(JsonNode.DeepEquals(compared[0], compared[1]), $"{method} {paths[0]}\n{Difference(compared[0], compared[1])}");
            return responses;
        }

        public async Task<byte[]> DownloadAsync(bool isDemo) =>
            await (isDemo ? _demo : _sandbox).GetByteArrayAsync(new Uri($"api/v1/document/{SandboxData.DocumentUuid}/content/docx", UriKind.Relative));

        private static HttpClient Connect(HttpMessageHandler handler)
        {
            var client = new HttpClient(handler) { BaseAddress = SandboxData.DemoBaseAddress };
            client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SandboxData.AccessToken);
            client.DefaultRequestHeaders.UserAgent.ParseAdd("tests/1.0");
            return client;
        }

        private static async Task<JsonObject> SendAsync(HttpClient client, string method, string path, string body)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri("api/" + path, UriKind.Relative));
            request.Content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage response = await client.SendAsync(request);
            string text = await response.Content.ReadAsStringAsync();
            JsonObject json = text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
            (json["meta"] as JsonObject)?.Remove("links");
            json["status_code"] = (int)response.StatusCode;
            if (response.StatusCode == HttpStatusCode.BadRequest)
            {
                // Compare only the first sentence, because the order of the allowed values differs.
                json["message"] = json["message"]!.ToString().Split(". ")[0];
            }

            return json;
        }

        private JsonNode? Compared(JsonNode? node, string[] ignored) => node switch
        {
            JsonObject fields => new JsonObject(fields.Where(field => !ignored.Contains(field.Key))
                .Select(field => new KeyValuePair<string, JsonNode?>(field.Key, field.Key == "signing_secret" ? field.Value!.ToString().Length : Compared(field.Value, ignored)))),
            JsonArray items => new JsonArray([.. items.Select(item => Compared(item, ignored))]),
            JsonValue value when value.TryGetValue(out string? text) => Uuids.Replace(text, match => _known.Contains(match.Value) ? match.Value : "new"),
            _ => node?.DeepClone(),
        };

        /// <summary>Returns the path and description of the first difference between two nodes, or null if they are equal.</summary>
        private static string? Difference(JsonNode? left, JsonNode? right, string place = "")
        {
            if (JsonNode.DeepEquals(left, right))
            {
                return null;
            }

            return (left, right) switch
            {
                (JsonObject a, JsonObject b) => a.Select(field => field.Key).Union(b.Select(field => field.Key))
                    .Select(name => a.ContainsKey(name) == b.ContainsKey(name) ? Difference(a[name], b[name], $"{place}.{name}") : $"{place}.{name} missing")
                    .First(found => found is not null),
                (JsonArray a, JsonArray b) when a.Count == b.Count => a.Zip(b, (x, y) => (x, y))
                    .Select((items, index) => Difference(items.x, items.y, $"{place}[{index}]"))
                    .First(found => found is not null),
                _ => $"{place}: {left?.ToJsonString() ?? "null"} <> {right?.ToJsonString() ?? "null"}",
            };
        }
    }
}
