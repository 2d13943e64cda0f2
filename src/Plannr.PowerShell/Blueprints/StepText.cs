namespace Plannr.PowerShell.Blueprints;

/// <summary>Says in a question which step is meant.</summary>
internal static class StepText
{
    /// <param name="piped">What came through the pipeline.</param>
    /// <param name="uuid">The step's UUID.</param>
    public static string Of(PSObject? piped, Guid uuid) =>
        piped?.BaseObject is BlueprintStep step && step.Uuid == uuid ? $"step '{step}' ({uuid})" : $"step {uuid}";

    /// <summary>As <see cref="Of"/>, with the number of steps that follow it.</summary>
    public static string WithFollowers(PSObject? piped, Guid uuid)
    {
        string text = Of(piped, uuid);
        int followers = piped?.BaseObject is BlueprintStep step && step.Uuid == uuid ? Count(step) : 0;
        return followers == 0 ? text : $"{text}, and perhaps the {(followers == 1 ? "step" : $"{followers} steps")} that follow{(followers == 1 ? "s" : string.Empty)} it,";
    }

    private static int Count(BlueprintStep step)
    {
        int count = 0;
        var waiting = new System.Collections.Generic.Stack<BlueprintStep>(step.Children);
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
