namespace Plannr;

/// <summary>Sizes that follow from what the API and the servers before it take.</summary>
public static class PlannrLimits
{
    /// <summary>The UUIDs that go into one request: with them its line stays below the 8 KB that web servers commonly take.</summary>
    public const int BulkSize = 200;

    /// <summary>The most items that the API gives on a page.</summary>
    public const int PageSize = 500;
}
