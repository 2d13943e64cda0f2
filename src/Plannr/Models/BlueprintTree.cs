namespace Plannr;

/// <summary>Arranges the steps of a blueprint as a tree. A step whose parent is missing becomes a root, and a cycle is broken at one step. Does not use recursion, because trees can be deep.</summary>
internal static class BlueprintTree
{
    /// <summary>Arranges the steps and returns them in tree order. Steps with the same parent and branch keep the API's order.</summary>
    public static ResourceList<BlueprintStep> Arrange(ResourceList<BlueprintStep> steps)
    {
        int?[] parents = FindParents(steps);
        ILookup<int?, int> children = Enumerable.Range(0, steps.Count).Where(step => parents[step] is not null).ToLookup(step => parents[step]);
        var placed = new HashSet<int>();
        var ordered = new List<BlueprintStep>(steps.Count);
        foreach (int root in Enumerable.Range(0, steps.Count).Where(step => parents[step] is null))
        {
            Place(root);
        }

        // A step that can't be reached from a root is part of a cycle or descends from a step in a cycle.
        for (int step = 0; step < steps.Count; step++)
        {
            if (!placed.Contains(step))
            {
                Place(FindCycle(step, parents));
            }
        }

        return new ResourceList<BlueprintStep>(ordered);

        void Place(int root)
        {
            var waiting = new Stack<(int Step, BlueprintStep? Parent)>();
            waiting.Push((root, null));
            while (waiting.Count > 0)
            {
                (int step, BlueprintStep? parent) = waiting.Pop();
                if (!placed.Add(step))
                {
                    continue;
                }

                steps[step].PlaceBelow(parent);
                ordered.Add(steps[step]);
                foreach (int child in children[step].OrderBy(child => steps[child].ConditionState switch { true => 0, false => 1, _ => 2 }).Reverse())
                {
                    waiting.Push((child, steps[step]));
                }
            }
        }
    }

    /// <summary>Finds the parent of each step. If several steps have the parent's UUID, the first of them is used.</summary>
    private static int?[] FindParents(ResourceList<BlueprintStep> steps)
    {
        var byUuid = Enumerable.Range(0, steps.Count).Where(step => steps[step].Uuid is not null)
            .GroupBy(step => steps[step].Uuid!.Value).ToDictionary(same => same.Key, same => same.First());
        return steps.Select(step => step.ParentStepUuid is { } uuid && byUuid.TryGetValue(uuid, out int parent) ? parent : (int?)null).ToArray();
    }

    private static int FindCycle(int step, int?[] parents)
    {
        var seen = new HashSet<int>();
        while (seen.Add(step))
        {
            step = parents[step]!.Value;
        }

        return step;
    }
}
