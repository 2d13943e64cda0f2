namespace Plannr.Client.Tests.Blueprints;

/// <summary>Tests how blueprints are read, including steps that do not form a tree.</summary>
public sealed class BlueprintReadingTests : ServedApiTests
{
    private static readonly Guid Uuid = new("0b54a7a8-3a01-4ad5-8f6c-7ee5f1a3b9d2");

    [Fact]
    public async Task Blueprint_fields_are_read()
    {
        AutomationBlueprint blueprint = await ReadAsync($$"""
            { "uuid": "{{Uuid}}", "created_at": "2026-01-02T03:04:05+00:00", "updated_at": "2026-06-07T08:09:10+01:00", "name": "Welcome", "trigger": "client.created",
              "is_active": "true", "account": { "name": "A" }, "conditions": [{ "field": "client.is_prospect", "value": false, "operator": "equals", "note": "x" }],
              "configuration": { "days": 3 }, "steps": [], "webhook_targets": [{ "url": "https://w" }], "steps_count": "0" }
            """);

        Assert.Equal((Uuid, "Welcome", "client.created", true), (blueprint.Uuid, blueprint.Name, blueprint.Trigger, blueprint.IsActive));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), blueprint.CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 6, 7, 8, 9, 10, TimeSpan.FromHours(1)), blueprint.UpdatedAt);
        Assert.Equal("A", blueprint.Account!.Name);
        BlueprintCondition condition = Assert.Single(blueprint.Conditions);
        Assert.Equal(("client.is_prospect", "equals", false), (condition.Field, condition.Operator, condition.Value));
        Assert.Equal("client.is_prospect equals false", condition.ToString());
        Assert.Equal("x", condition.AdditionalProperties["note"]);
        Assert.Equal(3L, Assert.IsType<ResourceMap<object?>>(blueprint.Configuration)["days"]);
        Assert.Equal("url=https://w", blueprint.WebhookTargets.ToString());
        Assert.Equal(0, blueprint.StepCount);
        Assert.Empty(blueprint.RootSteps);
        Assert.Equal("0", blueprint.AdditionalProperties["steps_count"]);
    }

    [Theory]
    [InlineData("updated")]
    [InlineData("updated_at")]
    public async Task Step_fields_are_read(string updated)
    {
        Guid parent = Guid.NewGuid();
        BlueprintStep step = Assert.Single((await ReadAsync($$"""
            { "uuid": "{{Uuid}}", "name": "Welcome", "steps": [{ "uuid": "{{parent}}", "created_at": "2026-01-02T03:04:05+00:00", "{{updated}}": "2026-06-07T08:09:10+01:00", "name": "Send SMS",
              "type": "sms.send", "condition_state": "0", "parent_step_uuid": "{{Uuid}}", "configuration": { "params": {
                "account_uuid": { "type": "ref", "value": "trigger.account.uuid" }, "text": { "type": "const", "value": "Hello", "hint": 1 }, "plain": 5, "none": null } } }] }
            """)).Steps);

        Assert.Equal((parent, "Send SMS", "sms.send", Uuid), (step.Uuid, step.Name, step.Type, step.ParentStepUuid));
        Assert.Equal((false, "no"), (step.ConditionState, step.Branch));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), step.CreatedAt);
        Assert.Equal(new DateTimeOffset(2026, 6, 7, 8, 9, 10, TimeSpan.FromHours(1)), step.UpdatedAt);
        Assert.Equal((Uuid, "Welcome"), (step.BlueprintUuid, step.BlueprintName));
        Assert.Equal(("ref", "trigger.account.uuid"), (step.Parameters["account_uuid"].Type, step.Parameters["account_uuid"].Value));
        Assert.Equal(("const", "Hello", 1L), (step.Parameters["text"].Type, step.Parameters["text"].Value, step.Parameters["text"].AdditionalProperties["hint"]));
        Assert.Equal((null, 5L), (step.Parameters["plain"].Type, step.Parameters["plain"].Value));
        Assert.Equal("account_uuid=ref trigger.account.uuid; text=Hello; plain=5; none=", step.Parameters.ToString().TrimEnd());
        Assert.Empty(step.AdditionalProperties);
    }

    [Theory]
    [InlineData("1 2 3", "1- 2<1 3<2", "a chain")]
    [InlineData("3 2 1", "1- 2<1 3<2", "a chain in reverse order")]
    [InlineData("2 3 4", "2-/9 3-/9 4<3", "a missing parent")]
    [InlineData("2 2 3", "2- 3<2 2-", "two steps with one UUID")]
    [InlineData("1 1", "1-/1 ", "a step that is its own parent")]
    [InlineData("5 1 2 3", "3-/2 5<3 1<3 2<1", "a cycle with another step below it")]
    [InlineData("1 2 3 7 8", "7- 8<7 1-/3 2<1 3<2", "a cycle and a tree")]
    public async Task Steps_are_kept_in_tree_order_even_with_invalid_parents(string order, string tree, string what)
    {
        Assert.NotEmpty(what);
        string[] places = tree.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var parents = new Dictionary<char, char?>();
        foreach (string place in places)
        {
            parents[place[0]] = place.Length < 3 ? null : place[^1];
        }

        IEnumerable<string> steps = order.Split(' ').Take(places.Length).Select(name => Step(name[0], parents[name[0]]));

        AutomationBlueprint blueprint = await ReadAsync($$"""{ "uuid": "{{Uuid}}", "steps": [{{string.Join(",", steps)}}] }""");

        Assert.Equal(
            places.Select(place => (place[0].ToString(), place[1] == '<' ? place[2].ToString() : null)),
            blueprint.Steps.Select(step => (step.Name!, step.GetParent()?.Name)));
        Assert.Equal(blueprint.Steps.Count, Reached(blueprint).Distinct<object>(ReferenceEqualityComparer.Instance).Count());
        Assert.All(blueprint.Steps, step => Assert.Equal(step.GetParent() is { } parent ? parent.Depth + 1 : 0, step.Depth));
    }

    [Fact]
    public async Task Chain_of_20_000_steps_is_read()
    {
        string steps = string.Join(",", Enumerable.Range(0, 20_000).Select(i => $$"""{ "uuid": "{{Numbered(i)}}", "name": "{{i}}", "parent_step_uuid": "{{Numbered(i + 1)}}" }"""));

        AutomationBlueprint blueprint = await ReadAsync($$"""{ "uuid": "{{Uuid}}", "steps": [{{steps}}] }""");

        Assert.Equal(Enumerable.Range(0, 20_000).Reverse().Select(i => $"{i}"), blueprint.Steps.Select(step => step.Name));
        Assert.Equal(19_999, blueprint.Steps[^1].Depth);
    }

    [Fact]
    public async Task Step_without_a_valid_UUID_or_in_an_unexpected_format_is_kept()
    {
        AutomationBlueprint blueprint = await ReadAsync($$"""
            { "uuid": "{{Uuid}}", "steps": [{ "name": "a" }, "App\\Http\\Resources\\StepResource", { "name": "b", "uuid": "no uuid", "parent_step_uuid": 7, "configuration": [] }, null] }
            """);

        Assert.Equal(["a", "", "b"], blueprint.Steps.Select(step => step.ToString()));
        Assert.Equal(3, blueprint.RootSteps.Count);
        Assert.Equal(("no uuid", 7L), (blueprint.Steps[2].AdditionalProperties["uuid"], blueprint.Steps[2].AdditionalProperties["parent_step_uuid"]));
        Assert.Empty(Assert.IsType<ResourceList<object?>>(blueprint.Steps[2].Configuration));
    }

    private static IEnumerable<BlueprintStep> Reached(AutomationBlueprint blueprint)
    {
        var waiting = new Queue<BlueprintStep>(blueprint.RootSteps);
        while (waiting.TryDequeue(out BlueprintStep? step))
        {
            yield return step;
            foreach (BlueprintStep child in step.Children)
            {
                waiting.Enqueue(child);
            }
        }
    }

    private static string Step(char name, char? parent) =>
        $$"""{ "uuid": "{{Numbered(name)}}", "name": "{{name}}", "parent_step_uuid": {{(parent is { } above ? $"\"{Numbered(above)}\"" : "null")}} }""";

    private static Guid Numbered(int number) => new($"00000000-0000-4000-8000-{number:d12}");

    private Task<AutomationBlueprint> ReadAsync(string json)
    {
        Api.Server.Override = _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        return Api.Client.GetAsync(Endpoints.GetBlueprint.At(Uuid), null, CancellationToken.None);
    }
}
