namespace Plannr.PowerShell.Filtering;

/// <summary>Several wildcard patterns, of which one has to match. Letter case makes no difference.</summary>
internal sealed class Wildcards
{
    private readonly WildcardPattern[] _patterns;

    private Wildcards(WildcardPattern[] patterns) => _patterns = patterns;

    /// <summary>Null where no patterns are given: then all match.</summary>
    public static Wildcards? Of(string[]? patterns) =>
        patterns is null ? null : new Wildcards(patterns.Select(pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase)).ToArray());

    public bool Match(string? text) => _patterns.Any(pattern => pattern.IsMatch(text ?? string.Empty));
}
