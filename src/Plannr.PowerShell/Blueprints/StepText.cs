namespace Plannr.PowerShell.Blueprints;

/// <summary>Names a step of a blueprint in a confirmation prompt.</summary>
internal static class StepText
{
    public static string Describe(BlueprintStepReference reference) => reference.Step is { } step ? $"step '{step}' ({reference.Uuid})" : $"step {reference.Uuid}";

    /// <summary>Names the step and the number of steps that follow it.</summary>
    public static string WithFollowers(BlueprintStepReference reference)
    {
        string text = Describe(reference);
        return (reference.Step is { } step ? Count(step) : 0) switch
        {
            0 => text,
            1 => $"{text}, and perhaps the step that follows it,",
            int followers => $"{text}, and perhaps the {followers} steps that follow it,",
        };
    }

    private static int Count(BlueprintStep step)
    {
        int count = 0;
        var waiting = new Stack<BlueprintStep>(step.Children);
        while (waiting.Count > 0)
        {
            count++;
            foreach (BlueprintStep child in waiting.Pop().Children)
            {
                waiting.Push(child);
            }
        }

        return count;
    }
}
