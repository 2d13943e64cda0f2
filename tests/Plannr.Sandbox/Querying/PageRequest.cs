namespace Plannr.Sandbox.Querying;

/// <summary>Which page of a list is asked for; nonsense counts as not given, as in Laravel.</summary>
internal sealed record PageRequest(int Page, int PerPage)
{
    public static PageRequest From(QueryParameters query, SandboxOptions options) => new(
        Positive(query["page"]) ?? 1,
        Math.Min(Positive(query["per_page"]) ?? options.DefaultPerPage, options.MaxPerPage));

    private static int? Positive(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
