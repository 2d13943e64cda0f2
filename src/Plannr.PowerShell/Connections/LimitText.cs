namespace Plannr.PowerShell.Connections;

/// <summary>How the views show what is left of the limit of requests: 487/500.</summary>
public static class LimitText
{
    /// <summary>Writes what is left for a table.</summary>
    /// <param name="remaining">The requests that are left; null where the server has not said.</param>
    /// <param name="limit">The requests a minute that are allowed; null where the server has not said.</param>
    /// <returns>The text; empty where nothing is known.</returns>
    public static string Format(int? remaining, int? limit)
    {
        string left = remaining?.ToString(CultureInfo.InvariantCulture) ?? (limit is null ? string.Empty : "?");
        return limit is { } all ? $"{left}/{all.ToString(CultureInfo.InvariantCulture)}" : left;
    }
}
