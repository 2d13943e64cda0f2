namespace Plannr.PowerShell.Filtering;

/// <summary>The order of a list as the API is asked for it.</summary>
internal static class SortOrder
{
    /// <summary>
    /// Oldest first where nothing else is asked for: what is made while a long list is read then comes at its end, and moves nothing from a page
    /// that is not read yet to one that is.
    /// </summary>
    private static readonly string[] Oldest = ["created_at"];

    /// <param name="fields">The fields, each with a minus before it for the other way round; null for the default.</param>
    /// <param name="descending">Whether the other way round is meant for all.</param>
    public static string Of(string[]? fields, bool descending) =>
        string.Join(",", (fields ?? Oldest).Select(field => descending && !field.StartsWith("-", StringComparison.Ordinal) ? "-" + field : field));
}
