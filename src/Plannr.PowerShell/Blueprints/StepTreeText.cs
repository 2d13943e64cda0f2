using static Plannr.PowerShell.Shared.WrappedText;

namespace Plannr.PowerShell.Blueprints;

/// <summary>Draws the steps of a blueprint as a tree in plain ASCII. Consecutive steps are drawn one below another; only branches are indented.</summary>
public static class StepTreeText
{
    private const int NarrowestStep = 24;

    /// <summary>Gets the tree of a blueprint or a step. The arguments are the object and the width of the console.</summary>
    public static ViewFunction<object, int> Drawing { get; } = new((value, width) => value is BlueprintStep step ? Draw(step, width) : Draw((AutomationBlueprint)value, width));

    /// <summary>Gets the <c>Parent</c> property of a step.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The preceding step, or null for a root step.</returns>
    public static object? GetParent(PSObject step) => (step?.BaseObject as BlueprintStep)?.GetParent();

    /// <summary>Formats a blueprint with its steps.</summary>
    /// <param name="blueprint">The blueprint.</param>
    /// <param name="width">The width of the console in characters, or 0 if the host does not report it. The width is then 120.</param>
    /// <returns>The lines.</returns>
    public static string Draw(AutomationBlueprint blueprint, int width)
    {
        if (blueprint is null)
        {
            throw new ArgumentNullException(nameof(blueprint));
        }

        int page = GetPageWidth(width);
        ResourceList<BlueprintStep> roots = blueprint.RootSteps;
        var lines = new List<string>();
        Add(lines, string.Empty, ShownText.CleanLines(ReadableText.FirstOf(blueprint.Name, "(no name)")), page);
        foreach (string head in GetHeads(blueprint).Where(head => head.Length > 0))
        {
            Add(lines, roots.Count > 0 ? Trunk : NoTrunk, ShownText.CleanLines(head), page);
        }

        if (roots.Count == 1)
        {
            AddSequence(lines, string.Empty, roots[0], page);
        }
        else
        {
            AddBranches(lines, string.Empty, roots, _ => "begin", page);
        }

        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>Formats a step and the steps that follow it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="width">The width of the console in characters, or 0 if the host does not report it. The width is then 120.</param>
    /// <returns>The lines.</returns>
    public static string Draw(BlueprintStep step, int width)
    {
        var lines = new List<string>();
        AddSequence(lines, string.Empty, step ?? throw new ArgumentNullException(nameof(step)), GetPageWidth(width));
        return string.Join(Environment.NewLine, lines);
    }

    private static IEnumerable<string> GetHeads(AutomationBlueprint blueprint)
    {
        string activity = blueprint.IsActive switch
        {
            true => "active",
            false => "inactive",
            _ => string.Empty,
        };
        string created = blueprint.CreatedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? string.Empty;
        yield return string.Join(", ", new[] { activity, ReadableText.FirstOf(blueprint.Trigger, "started manually"), created }.Where(part => part.Length > 0));
        foreach (BlueprintCondition condition in blueprint.Conditions)
        {
            yield return $"if {condition}";
        }

        yield return blueprint.Uuid?.ToString() ?? string.Empty;
    }

    private static void AddSequence(List<string> lines, string prefix, BlueprintStep first, int page)
    {
        BlueprintStep step = first;
        while (Next(step) is { } next)
        {
            AddStep(lines, prefix + Branch, prefix + Trunk, step, page);
            step = next;
        }

        AddStep(lines, prefix + LastBranch, prefix + NoTrunk, step, page);
        if (step.Children.Count == 0)
        {
            return;
        }

        // The branch is indented by one level, and its steps by one more.
        if (page - prefix.Length - (2 * Branch.Length) < NarrowestStep)
        {
            lines.Add(prefix + NoTrunk + "... more: see Children");
            return;
        }

        AddBranches(lines, prefix + NoTrunk, step.Children, child => child.Branch ?? "then", page);
    }

    private static void AddBranches(List<string> lines, string prefix, ResourceList<BlueprintStep> steps, Func<BlueprintStep, string> title, int page)
    {
        for (int i = 0; i < steps.Count; i++)
        {
            bool isLast = i == steps.Count - 1;
            lines.Add(prefix + (isLast ? LastBranch : Branch) + ShownText.Clean(title(steps[i])));
            AddSequence(lines, prefix + (isLast ? NoTrunk : Trunk), steps[i], page);
        }
    }

    /// <summary>Returns the next step, or null unless exactly one step can follow.</summary>
    private static BlueprintStep? Next(BlueprintStep step) => step.Children is [{ Branch: null } only] ? only : null;

    private static void AddStep(List<string> lines, string prefix, string nextPrefix, BlueprintStep step, int page)
    {
        string type = string.IsNullOrWhiteSpace(step.Type) || step.Type == step.ToString() ? string.Empty : $" ({step.Type})";
        string parameters = step.Parameters.Count == 0 ? string.Empty : $": {step.Parameters}";
        Add(lines, prefix, ShownText.CleanLines(ReadableText.FirstOf(step.ToString(), "(no name)") + type + parameters), page, nextPrefix + NoTrunk);
        if (step.ParentStepUuid is { } parent && step.GetParent() is null)
        {
            Add(lines, nextPrefix + "! ", $"The parent step {parent} is missing or is a descendant of this step.", page, nextPrefix + "  ");
        }
    }
}
