using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Plannr.Client.Http;

/// <summary>The query of a list: what is not given is not sent. (Contract section 2.5.)</summary>
internal sealed class ListQuery : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _parameters = [];

    public ListQuery Filter(string name, string? value) => Add($"filter[{name}]", value);

    public ListQuery Filter(string name, bool? value) => Filter(name, value is { } flag ? (flag ? "true" : "false") : null);

    public ListQuery Filter(string name, Guid? value) => Filter(name, value?.ToString());

    /// <summary>Several values, of which one has to fit. None are no filter.</summary>
    public ListQuery Filter<T>(string name, IReadOnlyCollection<T>? values) => Filter(name, List(values));

    /// <summary>The API's filters by date know days alone. The day is the one of the time as it was given.</summary>
    public ListQuery FilterDay(string name, DateTimeOffset? value) => Filter(name, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public ListQuery Include(IReadOnlyCollection<string>? values) => Add("include", List(values));

    /// <summary>The field to order by; with a minus before it, the other way round.</summary>
    public ListQuery Sort(string? field) => Add("sort", field);

    public ListQuery Add(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            _parameters.Add(new(name, value!));
        }

        return this;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _parameters.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string? List<T>(IReadOnlyCollection<T>? values) =>
        values is { Count: > 0 } ? string.Join(",", values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))) : null;
}
