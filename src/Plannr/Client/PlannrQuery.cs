using System.Collections;
using System.Globalization;

namespace Plannr;

/// <summary>The parameters of a list, in the order in which they are sent. A null value is not sent.</summary>
internal sealed class PlannrQuery
{
    private readonly List<KeyValuePair<string, string>> _parameters = [];

    public IReadOnlyList<KeyValuePair<string, string>> Parameters => _parameters;

    /// <summary>Whether a page size was given. The next page is then only requested when it is needed.</summary>
    public bool HasPageSize { get; private set; }

    /// <summary>Reading stops once the order of the list proves that only records before this time follow. Filters nothing. Null for no limit.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>Like <see cref="NotBefore"/>, for records after this time.</summary>
    public DateTimeOffset? NotAfter { get; set; }

    /// <summary>The first field that the list is sorted by. By default, the API sorts by creation.</summary>
    internal string SortField => Sorting?.Split(',')[0].TrimStart('-') ?? "created_at";

    /// <summary>Whether earlier times come first. By default, the newest records do.</summary>
    internal bool IsOldestFirst => Sorting?.StartsWith("-", StringComparison.Ordinal) == false;

    private string? Sorting => _parameters.Find(parameter => parameter.Key == "sort").Value;

    /// <summary>Filters by a value, or by several of which one has to match.</summary>
    public PlannrQuery Filter(string name, object? value) => Add($"filter[{name}]", value switch
    {
        bool flag => flag ? "true" : "false",
        IEnumerable values and not string => string.Join(",", values.Cast<object>()),
        _ => value?.ToString(),
    });

    /// <summary>Filters by the day before a time: the API does not say in which time zone its days begin. The caller leaves out what is too early.</summary>
    public PlannrQuery FilterAfter(string name, DateTimeOffset? value) => Filter(name, Day(value, TimeSpan.FromDays(-1)));

    /// <summary>Like <see cref="FilterAfter"/>, for the end of a period. UK clocks are up to an hour ahead.</summary>
    public PlannrQuery FilterBefore(string name, DateTimeOffset? value) => Filter(name, Day(value, TimeSpan.FromHours(25)));

    public PlannrQuery Include(params string[]? names) => Add("include", string.Join(",", names ?? []));

    /// <summary>Sorts the list by comma-separated fields, descending with a minus before the name; null for the API's order.</summary>
    public PlannrQuery Sort(string? fields) => Add("sort", fields);

    /// <summary>Sets the number of records on a page; null for the most that the API returns. Without a call it is sent last.</summary>
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

    /// <summary>Null at the ends of the calendar, where there is nothing to leave out.</summary>
    private static string? Day(DateTimeOffset? value, TimeSpan more) =>
        value is { UtcDateTime: { Year: > 1 and < 9999 } moment } ? (moment + more).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}

internal static class PlannrLimits
{
    /// <summary>The number of UUIDs in one request: its URL stays below the 8 KB that web servers commonly accept.</summary>
    public const int BulkSize = 200;

    /// <summary>The most items that the API returns on a page.</summary>
    public const int PageSize = 500;
}
