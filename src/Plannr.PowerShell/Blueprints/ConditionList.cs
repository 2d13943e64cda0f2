namespace Plannr.PowerShell.Blueprints;

/// <summary>Turns what a user writes for the conditions of a blueprint into what the API takes.</summary>
internal static class ConditionList
{
    private static readonly string[] Names = ["field", "operator", "value"];

    /// <exception cref="PlannrInvalidRequestException">One lacks something, or holds what can't be sent.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> Of(IEnumerable<object?>? given) => [.. (given ?? []).Select(One)];

    /// <summary>What conditions of another blueprint have that is not sent, since this module does not know it.</summary>
    public static string[] NotSent(IEnumerable<object?>? given) =>
        [.. (given ?? []).Select(PlainObject.Unwrap).OfType<BlueprintCondition>().SelectMany(condition => UnknownFields.Of(condition).Select(field => $"{field} of '{condition}'"))];

    private static Dictionary<string, object?> One(object? given)
    {
        if (PlainObject.Unwrap(given) is BlueprintCondition known)
        {
            return Read(new Dictionary<string, object?> { ["field"] = known.Field, ["operator"] = known.Operator, ["value"] = PlainObject.Of(known.Value) }, given);
        }

        var entries = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        if (PlainObject.Of(given) is IDictionary map)
        {
            foreach ((string name, object? value) in Entries.Of(map))
            {
                entries[name] = value;
            }
        }

        return Read(entries, given);
    }

    /// <summary>The API's names are in lower case, whatever the user wrote. A name too many is most likely a wrong one.</summary>
    private static Dictionary<string, object?> Read(Dictionary<string, object?> entries, object? given)
    {
        string[] missing = [.. Names.Where(name => !entries.ContainsKey(name) || (name != "value" && entries[name] is not string { Length: > 0 }))];
        string[] unknown = [.. entries.Keys.Where(name => !Names.Contains(name, StringComparer.OrdinalIgnoreCase))];
        return missing.Length + unknown.Length == 0
            ? Names.ToDictionary(name => name, name => entries[name])
            : throw InvalidInput.Because(
                $"The condition '{Shown(entries, given)}' {(missing.Length > 0 ? $"has no {string.Join(" and no ", missing)}" : $"has {string.Join(" and ", unknown)}, which no condition has")}.",
                "Give each condition as @{ field = 'client.is_prospect'; operator = 'equals'; value = 'true' }.");
    }

    private static string Shown(Dictionary<string, object?> entries, object? given) =>
        entries.Count == 0 ? $"{given}" : string.Join("; ", entries.Select(entry => $"{entry.Key} = {ReadableText.Of(entry.Value)}"));
}
