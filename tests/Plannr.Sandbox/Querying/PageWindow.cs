namespace Plannr.Sandbox.Querying;

/// <summary>The page numbers that Laravel links to: all pages of a short list; otherwise, the pages at both ends and those around the current one.</summary>
internal static class PageWindow
{
    private const int OnEachSide = 3;
    private const int Edge = OnEachSide + 4;

    /// <summary>Returns page numbers in order, with null for omitted pages.</summary>
    public static IEnumerable<int?> Around(int current, int last)
    {
        if (last < (OnEachSide * 2) + 8)
        {
            return Pages(1, last);
        }

        if (current <= Edge)
        {
            return [.. Pages(1, Edge + OnEachSide), null, .. Pages(last - 1, last)];
        }

        return current > last - Edge
            ? [.. Pages(1, 2), null, .. Pages(last - (Edge + OnEachSide - 1), last)]
            : [.. Pages(1, 2), null, .. Pages(current - OnEachSide, current + OnEachSide), null, .. Pages(last - 1, last)];
    }

    private static IEnumerable<int?> Pages(int first, int last) => Enumerable.Range(first, last - first + 1).Select(page => (int?)page);
}
