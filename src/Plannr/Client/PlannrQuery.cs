using System.Collections;
using System.Globalization;

namespace Plannr;

/// <summary>The query parameters of a list, in the order in which they are sent. Null and empty values are not sent.</summary>
internal sealed class PlannrQuery
{
    private readonly List<KeyValuePair<string, string>> _parameters = [];

    public IReadOnlyList<KeyValuePair<string, string>> Parameters => _parameters;

    /// <summary>Whether a page size was set. If so, the next page is not fetched in advance.</summary>
    public bool HasPageSize { get; private set; }

    /// <summary>The time of the earliest record needed, in a list that is sorted newest first; null for no limit. Reading stops when only earlier records can follow, but earlier records that have already been read are not removed.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>The time of the latest record needed, in a list that is sorted oldest first; null for no limit. See <see cref="NotBefore"/>.</summary>
    public DateTimeOffset? NotAfter { get; set; }

    /// <summary>The first field that the list is sorted by. By default, the API sorts by creation time.</summary>
    internal string SortField => Sorting?.Split(',')[0].TrimStart('-') ?? "created_at";

    /// <summary>Whether the oldest records come first. By default, the newest come first.</summary>
    internal bool IsOldestFirst => Sorting?.StartsWith("-", StringComparison.Ordinal) == false;

    private string? Sorting => _parameters.Find(parameter => parameter.Key == "sort").Value;

    /// <summary>Filters by a value, or by several values, at least one of which must match.</summary>
    public PlannrQuery Filter(string name, object? value) => Add($"filter[{name}]", value switch
    {
        bool flag => flag ? "true" : "false",
        IEnumerable values and not string => string.Join(",", values.Cast<object>()),
        _ => value?.ToString(),
    });

    /// <summary>Requests only records from the day before the given time onwards. The extra day is needed because the time zone of the API's dates is not documented. The caller removes records that are too early.</summary>
    public PlannrQuery FilterAfter(string name, DateTimeOffset? value) => Filter(name, Day(value, TimeSpan.FromDays(-1)));

    /// <summary>Requests only records up to the day after the given time, for the same reason as in <see cref="FilterAfter"/>. The method adds 25 hours, because UK time can be an hour ahead of UTC.</summary>
    public PlannrQuery FilterBefore(string name, DateTimeOffset? value) => Filter(name, Day(value, TimeSpan.FromHours(25)));

    public PlannrQuery Include(params string[]? names) => Add("include", string.Join(",", names ?? []));

    /// <summary>Sorts the list by comma-separated fields. A minus sign before a field sorts in descending order; null keeps the API's order.</summary>
    public PlannrQuery Sort(string? fields) => Add("sort", fields);

    /// <summary>Sets the number of records per page; null requests the API's maximum. If this method is not called, the default page size is sent as the last parameter.</summary>
    public PlannrQuery Page(int? size)
    {
        HasPageSize = size is not null;
        return Add("per_page", (size ?? PlannrLimits.PageSize).ToString(CultureInfo.InvariantCulture));
    }

    private PlannrQuery Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _parameters.Add(new(name, value!));
        }

        return this;
    }

    /// <summary>Shifts a time and returns the date of the result. Returns null if there is no time or the result could be out of range; no filter is needed then.</summary>
    private static string? Day(DateTimeOffset? value, TimeSpan more) =>
        value is { UtcDateTime: { Year: > 1 and < 9999 } moment } ? (moment + more).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}

internal static class PlannrLimits
{
    /// <summary>The maximum number of UUIDs per request. This limit keeps the URL below the 8 KB that web servers commonly accept.</summary>
    public const int BulkSize = 200;

    /// <summary>The maximum number of items that the API returns per page.</summary>
    public const int PageSize = 500;
}
