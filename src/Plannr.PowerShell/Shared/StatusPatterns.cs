namespace Plannr.PowerShell.Shared;

/// <summary>Wildcard patterns for statuses. Warns about each pattern that matched none of the statuses found and is not otherwise plausible, because such a pattern is probably misspelt.</summary>
internal sealed class StatusPatterns
{
    private const int MostFound = 50;
    private const int MostShown = 10;

    private readonly string _parameter;
    private readonly Dictionary<string, Wildcards> _patterns;
    private readonly HashSet<string> _matched = [];
    private readonly Dictionary<string, bool> _found = new(StringComparer.OrdinalIgnoreCase);
    private readonly Func<Func<string, bool>, IEnumerable<string>, bool> _isPlausible;

    /// <param name="parameter">The name of the parameter.</param>
    /// <param name="patterns">The patterns, at least one of which must match.</param>
    /// <param name="isPlausible">Returns whether a pattern may be correct although it matched none of the statuses found. If null, the pattern is tested against the common statuses of automations.</param>
    public StatusPatterns(string parameter, string[] patterns, Func<Func<string, bool>, IEnumerable<string>, bool>? isPlausible = null)
    {
        _parameter = parameter;
        _patterns = patterns.Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(pattern => pattern, pattern => new Wildcards([pattern]));
        _isPlausible = isPlausible ?? AutomationStatus.IsPlausible;
    }

    public bool Match(string? status)
    {
        string text = status ?? string.Empty;
        if (!_found.TryGetValue(text, out bool isMatch))
        {
            string[] matching = [.. _patterns.Where(pattern => pattern.Value.Match(text)).Select(pattern => pattern.Key)];
            isMatch = matching.Length > 0;
            _matched.UnionWith(matching);
            if (_found.Count < MostFound)
            {
                _found[text] = isMatch;
            }
        }

        return isMatch;
    }

    /// <summary>Warns about each pattern that is probably misspelt.</summary>
    public void Warn(PlannrCommand cmdlet)
    {
        string[] found = [.. _found.Keys.Where(status => status.Length > 0)];
        foreach (KeyValuePair<string, Wildcards> pattern in _patterns.Where(pattern => found.Length > 0 && !_matched.Contains(pattern.Key) && !_isPlausible(pattern.Value.Match, found)))
        {
            cmdlet.WriteWarning($"-{_parameter} '{pattern.Key}' matches none of the statuses that were found: {string.Join(", ", found.Take(MostShown))}{(found.Length > MostShown ? " and others" : string.Empty)}.");
        }
    }
}
