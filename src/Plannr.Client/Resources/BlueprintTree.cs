namespace Plannr.Client.Resources;

/// <summary>
/// Puts the steps of a blueprint together as a tree. Each step has one place in it, whatever the parents are: a parent that is not there makes
/// a root, and a circle is cut open at one place. Steps are many and trees can be deep, so nothing calls itself.
/// </summary>
internal static class BlueprintTree
{
    /// <summary>Places the steps, and gives them in the order of the tree.</summary>
    /// <param name="steps">The steps in the API's order, which steps of one parent keep.</param>
    public static ResourceList<BlueprintStep> Of(ResourceList<BlueprintStep> steps)
    {
        if (steps.Count == 0)
        {
            return steps;
        }

        Dictionary<BlueprintStep, BlueprintStep> parents = ParentsOf(steps);
        ILookup<BlueprintStep, BlueprintStep> children = parents.Keys.ToLookup(step => parents[step]);
        var placed = new HashSet<BlueprintStep>();
        var ordered = new List<BlueprintStep>(steps.Count);
        foreach (BlueprintStep root in steps.Where(step => !parents.ContainsKey(step)))
        {
            Place(root, children, placed, ordered);
        }

        // What no root leads to is on a circle, or hangs on one.
        foreach (BlueprintStep lost in steps.Where(step => !placed.Contains(step)))
        {
            Place(OnCircle(lost, parents), children, placed, ordered);
        }

        return new ResourceList<BlueprintStep>(ordered);
    }

    /// <summary>Of two steps with one UUID the first is the parent.</summary>
    private static Dictionary<BlueprintStep, BlueprintStep> ParentsOf(ResourceList<BlueprintStep> steps)
    {
        var byUuid = new Dictionary<Guid, BlueprintStep>();
        foreach (BlueprintStep step in steps)
        {
            if (step.Uuid is { } uuid && !byUuid.ContainsKey(uuid))
            {
                byUuid[uuid] = step;
            }
        }

        var parents = new Dictionary<BlueprintStep, BlueprintStep>();
        foreach (BlueprintStep step in steps)
        {
            if (step.ParentStepUuid is { } uuid && byUuid.TryGetValue(uuid, out BlueprintStep? parent))
            {
                parents[step] = parent;
            }
        }

        return parents;
    }

    private static void Place(BlueprintStep root, ILookup<BlueprintStep, BlueprintStep> children, HashSet<BlueprintStep> placed, List<BlueprintStep> ordered)
    {
        var waiting = new Stack<(BlueprintStep Step, BlueprintStep? Parent)>();
        waiting.Push((root, null));
        while (waiting.Count > 0)
        {
            (BlueprintStep step, BlueprintStep? parent) = waiting.Pop();
            if (!placed.Add(step))
            {
                continue;
            }

            step.PlaceBelow(parent);
            ordered.Add(step);
            foreach (BlueprintStep child in children[step].OrderBy(Side).Reverse())
            {
                waiting.Push((child, step));
            }
        }
    }

    private static BlueprintStep OnCircle(BlueprintStep step, Dictionary<BlueprintStep, BlueprintStep> parents)
    {
        var seen = new HashSet<BlueprintStep>();
        while (seen.Add(step))
        {
            step = parents[step];
        }

        return step;
    }

    private static int Side(BlueprintStep step) => step.ConditionState switch
    {
        true => 0,
        false => 1,
        _ => 2,
    };
}
