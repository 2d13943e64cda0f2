namespace Plannr.PowerShell.Tests.Views;

[Collection(ModuleSession.Collection)]
public sealed class StepTreeTests
{
    [Fact]
    public void Only_branches_are_indented()
    {
        using var demo = new DemoSession(width: 110);
        demo.Session.Set("Cell", ViewFiles.ScriptsOf(ViewFiles.Named("Plannr.AutomationBlueprint.Tree")).Single());

        string text = demo.Session.Run("Get-PlannrAutomationBlueprint b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202 | ForEach-Object { & ([scriptblock]::Create($Cell)) }").ShouldSucceed().As<string>().Single();

        Assert.Equal(
            [
                "Annual review reminder",
                "|  active, client.next_review_date, 2025-03-12",
                "|  b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202",
                "+- Send e-mail (mail.send): account_uuid=ref trigger.account.uuid; template=Standard letter",
                "+- Wait 3 days (delay): days=3",
                "'- Condition: has booked a meeting (condition): field=ref trigger.account.next_review_date;",
                "      operator=not_equal_to; value=",
                "   +- yes",
                "   |  +- Update client (client.update): account_uuid=ref trigger.account.uuid",
                "   |  +- Request fact find (fact-find.request): account_uuid=ref trigger.account.uuid",
                "   |  '- Send e-mail (mail.send): account_uuid=ref trigger.account.uuid; template=Standard letter",
                "   '- no",
                "      +- Send SMS (sms.send): account_uuid=ref trigger.account.uuid; template=Standard letter",
                "      '- Create task (task.create): account_uuid=ref trigger.account.uuid",
            ],
            Lines(text));
    }

    [Fact]
    public void The_tree_shows_conditions_and_structural_errors()
    {
        BlueprintStep first = Step("First"), second = Step("Second"), lost = Step("Lost");
        lost.ParentStepUuid = new Guid("00000000-0000-4000-8000-00000000dead");
        second.PlaceBelow(first);
        var blueprint = new AutomationBlueprint
        {
            IsActive = false,
            Conditions = new ResourceList<BlueprintCondition>([new BlueprintCondition { Field = "client.status", Operator = "equals", Value = "Active" }]),
            Steps = new ResourceList<BlueprintStep>([first, second, lost]),
        };

        Assert.Equal(
            [
                "(no name)",
                "|  inactive, started manually",
                "|  if client.status equals Active",
                "+- begin",
                "|  +- First",
                "|  '- Second",
                "'- begin",
                "   '- Lost",
                "      ! The parent step 00000000-0000-4000-8000-00000000dead is missing or is a descendant of this step.",
            ],
            Lines(StepTreeText.Draw(blueprint, 120)));
        Assert.Equal(["+- First", "'- Second"], Lines(StepTreeText.Draw(first, 0)));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(300)]
    public void A_deeply_nested_tree_is_truncated_and_its_lines_fit_the_width(int width)
    {
        BlueprintStep root = Step("0"), step = root;
        for (int i = 1; i < 5_000; i++)
        {
            BlueprintStep next = Step(i + " " + new string('x', 100));
            next.ConditionState = i % 2 == 0;
            next.PlaceBelow(step);
            step = next;
        }

        string[] lines = Lines(StepTreeText.Draw(root, width));

        Assert.All(lines, line => Assert.InRange(line.Length, 1, Math.Min(width, 200) - 1));
        Assert.Equal("... more: see Children", lines[^1].Trim());
    }

    private static BlueprintStep Step(string name) => new() { Name = name };

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").Split('\n');
}
