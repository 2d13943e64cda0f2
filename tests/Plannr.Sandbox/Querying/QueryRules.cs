namespace Plannr.Sandbox.Querying;

/// <summary>The filters, sorts and includes that an operation allows. All others are rejected with the messages of spatie/laravel-query-builder.</summary>
internal sealed record QueryRules
{
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>The prefix of filters that are allowed in addition to <see cref="Filters"/>, or null for none.</summary>
    public string? FilterPrefix { get; init; }

    public IReadOnlyList<string> Sorts { get; init; } = [];

    public IReadOnlyList<string> Includes { get; init; } = [];

    /// <exception cref="ApiException">400 for the disallowed filters, or else the disallowed sorts, or else the disallowed includes.</exception>
    public void Check(QueryParameters query)
    {
        Refuse("filter", "are", query.Filters.Select(filter => filter.Key).Where(name => !IsFilter(name)), Filters);
        Refuse("sort", "is", query.List("sort").Select(sort => sort.TrimStart('-')).Except(Sorts), Sorts);
        Refuse("include", "are", query.List("include").Except(Includes), Includes);
    }

    private static void Refuse(string kind, string verb, IEnumerable<string> unknown, IReadOnlyList<string> allowed)
    {
        var names = string.Join(", ", unknown);
        if (names.Length == 0)
        {
            return;
        }

        var hint = allowed.Count == 0
            ? $"There are no allowed {kind}s."
            : $"Allowed {kind}(s) are `{string.Join(", ", allowed)}`.";
        throw new ApiException(HttpStatusCode.BadRequest, $"Requested {kind}(s) `{names}` {verb} not allowed. {hint}");
    }

    private bool IsFilter(string name) =>
        Filters.Contains(name) || (FilterPrefix is not null && name.StartsWith(FilterPrefix, StringComparison.Ordinal));
}
