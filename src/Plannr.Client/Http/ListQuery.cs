using System.Collections;

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

    /// <summary>
    /// Nothing before a moment. The API's filters by date know days alone, and it says neither whether the day that is given belongs to what
    /// comes nor where in the world it begins: a day more is asked for, and who asks leaves out what is too early.
    /// </summary>
    public ListQuery FilterAfter(string name, DateTimeOffset? value) => Filter(name, Day(value, TimeSpan.FromDays(-1)));

    /// <summary>As <see cref="FilterAfter"/>, for nothing after a moment. UK clocks are up to an hour ahead.</summary>
    public ListQuery FilterBefore(string name, DateTimeOffset? value) => Filter(name, Day(value, TimeSpan.FromHours(25)));

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

    /// <summary>Null at the ends of the calendar, where there is nothing to leave out.</summary>
    private static string? Day(DateTimeOffset? value, TimeSpan more) =>
        value is { UtcDateTime: { Year: > 1 and < 9999 } moment } ? (moment + more).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    private static string? List<T>(IReadOnlyCollection<T>? values) =>
        values is { Count: > 0 } ? string.Join(",", values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))) : null;
}
