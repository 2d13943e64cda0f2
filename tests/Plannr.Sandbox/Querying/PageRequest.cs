namespace Plannr.Sandbox.Querying;

/// <summary>The requested page of a list. Invalid values are ignored, as in Laravel.</summary>
internal sealed record PageRequest(int Page, int PerPage)
{
    public static PageRequest From(QueryParameters query, SandboxOptions options) => new(
        Positive(query["page"]) ?? 1,
        Math.Min(Positive(query["per_page"]) ?? options.DefaultPerPage, options.MaxPerPage));

    private static int? Positive(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
