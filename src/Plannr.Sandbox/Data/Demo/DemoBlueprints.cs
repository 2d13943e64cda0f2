using System;
using System.Collections.Generic;
using System.Linq;

namespace Plannr.Sandbox.Data.Demo;

/// <summary>The automations that the firm has defined.</summary>
internal sealed class DemoBlueprints(DemoCalendar calendar)
{
    private static readonly Dictionary<string, string> StepTypes = new()
    {
        ["Send e-mail"] = "mail.send",
        ["Send SMS"] = "sms.send",
        ["Create task"] = "task.create",
        ["Update client"] = "client.update",
        ["Request fact find"] = "fact-find.request",
        ["Add tag"] = "tag.attach",
    };

    public Blueprint Welcome { get; } = Create(
        "Send client welcome pack to newly created client",
        "client.created",
        calendar.YearsAgo(2),
        "Condition: is prospect", "Send e-mail", "Send SMS", "Create task", "Update client") with
    {
        Uuid = SandboxData.WelcomeBlueprintUuid,
        Conditions = [new("client.is_prospect", "equals", "false")],
    };

    public Blueprint AnnualReview { get; } = Create(
        "Annual review reminder",
        "client.next_review_date",
        calendar.YearsAgo(1, 90),
        "Send e-mail", "Wait 3 days", "Condition: has booked a meeting", "Send SMS", "Create task");

    public Blueprint Onboarding { get; } = Create(
        "Onboarding checklist",
        "client.updated",
        calendar.YearsAgo(1),
        "Add tag", "Request fact find", "Create task", "Wait 3 days", "Send e-mail", "Update client") with
    {
        Conditions = [new("client.status", "equals", "Active"), new("client.is_prospect", "not_equal_to", "true")],
    };

    public Blueprint ChaseDocuments { get; } = Create(
        "Chase outstanding documents",
        null,
        calendar.DaysAgo(250),
        "Send e-mail", "Wait 3 days", "Send SMS", "Wait 3 days", "Create task");

    public Blueprint AnniversaryCard { get; } = Create(
        "Anniversary card",
        "webhook",
        calendar.DaysAgo(100),
        "Create task", "Send e-mail", "Update client");

    public IReadOnlyList<Blueprint> All => [Welcome, AnnualReview, Onboarding, ChaseDocuments, AnniversaryCard];

    private static Blueprint Create(string name, string? trigger, DateTimeOffset createdAt, params string[] steps) => new()
    {
        Uuid = StableUuid.FromName("blueprint/" + name),
        Name = name,
        Trigger = trigger,
        CreatedAt = createdAt,
        CreatedBy = SandboxData.AdminAccountUuid,
        Steps = Chain(name, steps).ToList(),
    };

    /// <summary>Each step is the child of the one before; what follows a condition is on its branch for "no".</summary>
    private static IEnumerable<BlueprintStep> Chain(string blueprint, string[] names)
    {
        BlueprintStep? parent = null;
        for (var i = 0; i < names.Length; i++)
        {
            var type = names[i].StartsWith("Condition", StringComparison.Ordinal) ? "condition"
                : names[i].StartsWith("Wait", StringComparison.Ordinal) ? "delay"
                : StepTypes[names[i]];
            var step = new BlueprintStep(
                StableUuid.FromName($"blueprint/{blueprint}/{i}"),
                names[i],
                type,
                parent?.Uuid,
                parent?.Type == "condition" ? false : null,
                Parameters(type));
            yield return step;
            parent = step;
        }
    }

    private static Dictionary<string, string> Parameters(string type) => type switch
    {
        "condition" => new() { ["field"] = "ref:trigger.account.is_prospect", ["operator"] = "equals", ["value"] = "true" },
        "delay" => new() { ["days"] = "3" },
        "mail.send" or "sms.send" => new() { ["account_uuid"] = "ref:trigger.account.uuid", ["template"] = "Standard letter" },
        _ => new() { ["account_uuid"] = "ref:trigger.account.uuid" },
    };
}
