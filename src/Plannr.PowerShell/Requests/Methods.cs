namespace Plannr.PowerShell.Requests;

/// <summary>The HTTP methods that the API's endpoints take.</summary>
internal static class Methods
{
    public static IReadOnlyList<string> All { get; } = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    public static bool IsOne(string? text) => All.Contains(text, StringComparer.OrdinalIgnoreCase);

    public static bool Reads(string method) => method is "GET" or "HEAD";
}
