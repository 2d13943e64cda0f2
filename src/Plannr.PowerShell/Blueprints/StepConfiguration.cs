namespace Plannr.PowerShell.Blueprints;

/// <summary>Converts a user's step configuration to the API's form: <c>{ "params": { name: { "type": "const" or "ref", "value": ... } } }</c>.</summary>
internal static class StepConfiguration
{
    private const string Parameters = "params";

    private static readonly string[] Types = ["const", "ref"];
    private static readonly string[] Words = ["type", "value", .. Types];

    /// <summary>Converts a complete configuration, which has a params key, or a hashtable of parameters only. A parameter can be a plain value, <c>@{ ref = '...' }</c>, <c>@{ const = ... }</c>, or a hashtable in the API's own form. A list of configurations remains a list: the API reference shows both forms.</summary>
    public static object From(object? given)
    {
        if (PlainObject.Unwrap(given) is IEnumerable items and not (string or IDictionary or IEnumerable<KeyValuePair<string, object>>))
        {
            OrderedDictionary[] list = [.. items.Cast<object?>().Select(One)];
            return list.Length > 0 ? list : throw Invalid();
        }

        return One(given);
    }

    private static OrderedDictionary One(object? given)
    {
        IDictionary map = PlainObject.Unwrap(given) as IDictionary ?? PlainObject.From(given) as IDictionary ?? throw Invalid();
        (string Name, object? Value)[] all = [.. Entries.From(map)];
        return all.Any(entry => IsName(entry.Name, Parameters)) ? NormalizeConfiguration(all) : new OrderedDictionary { [Parameters] = Map(all, GetParameter) };
    }

    private static PlannrInvalidRequestException Invalid() => InvalidInput.Because(
        "The configuration of the step must be a hashtable or an object, or a list of these.", "Specify -Configuration as a hashtable such as @{ account_uuid = @{ ref = 'trigger.account.uuid' }; days = 3 }. For a step without parameters, specify @{}.");

    /// <summary>Copies the configuration and converts the API's own names to lower case, because PowerShell ignores the case of names and the API does not.</summary>
    private static OrderedDictionary NormalizeConfiguration(IEnumerable<(string Name, object? Value)> entries)
    {
        var whole = new OrderedDictionary();
        foreach ((string name, object? given) in entries)
        {
            bool isParameters = IsName(name, Parameters);
            object? value = PlainObject.From(given);
            Add(whole, isParameters ? Parameters : name, isParameters && value is IDictionary map ? Map(Entries.From(map), NormalizeParameter) : value);
        }

        return whole;
    }

    private static object? NormalizeParameter(object? value) => value is IDictionary map && NormalizeNames(map) is { } named && named.Contains("type") && named.Contains("value") ? named : value;

    private static OrderedDictionary GetParameter(object? given)
    {
        object? value = PlainObject.From(given);
        return (value is IDictionary map ? NormalizeNames(map) : null) switch
        {
            { } named when named.Contains("type") && named.Contains("value") => named,
            { Count: 1 } named when named.Contains("ref") => Parameter("ref", named["ref"]),
            { Count: 1 } named when named.Contains("const") => Parameter("const", named["const"]),
            _ => Parameter("const", value),
        };
    }

    /// <summary>Returns the entries, with known names and types converted to lower case.</summary>
    private static OrderedDictionary NormalizeNames(IDictionary map)
    {
        var named = new OrderedDictionary();
        foreach ((string name, object? value) in Entries.From(map))
        {
            string known = Words.FirstOrDefault(word => IsName(name, word)) ?? name;
            Add(named, known, known == "type" && value is string type ? Types.FirstOrDefault(word => IsName(type, word)) ?? type : value);
        }

        return named;
    }

    private static void Add(OrderedDictionary map, string name, object? value)
    {
        if (map.Contains(name))
        {
            throw InvalidInput.Because($"The configuration of the step contains '{name}' twice (case is ignored).", "Specify each name once.");
        }

        map.Add(name, value);
    }

    private static bool IsName(string given, string name) => string.Equals(given, name, StringComparison.OrdinalIgnoreCase);

    private static OrderedDictionary Parameter(string type, object? value) => new() { ["type"] = type, ["value"] = value };

    private static OrderedDictionary Map(IEnumerable<(string Name, object? Value)> entries, Func<object?, object?> convert)
    {
        var map = new OrderedDictionary();
        foreach ((string name, object? value) in entries)
        {
            map[name] = convert(value);
        }

        return map;
    }
}

/// <summary>Converts a user's blueprint conditions to the API's form.</summary>
internal static class ConditionList
{
    private static readonly string[] Names = ["field", "operator", "value"];

    /// <exception cref="PlannrInvalidRequestException">A condition is incomplete, or contains an unknown name or a value that can't be sent.</exception>
    public static IReadOnlyList<IReadOnlyDictionary<string, object?>> From(IEnumerable<object?>? given) => [.. (given ?? []).Select(One)];

    /// <summary>Returns those fields of another blueprint's conditions that are not sent because this module does not recognise them.</summary>
    public static string[] NotSent(IEnumerable<object?>? given) =>
        [.. (given ?? []).Select(PlainObject.Unwrap).OfType<BlueprintCondition>().SelectMany(condition => UnknownFields.Find(condition).Select(field => $"{field} of '{condition}'"))];

    private static Dictionary<string, object?> One(object? given)
    {
        if (PlainObject.Unwrap(given) is BlueprintCondition known)
        {
            return Read(new Dictionary<string, object?> { ["field"] = known.Field, ["operator"] = known.Operator, ["value"] = PlainObject.From(known.Value) }, given);
        }

        var entries = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, object? value) in PlainObject.From(given) is IDictionary map ? Entries.From(map) : [])
        {
            entries[name] = value;
        }

        return Read(entries, given);
    }

    /// <summary>Converts the names to lower case, as the API requires, and rejects unknown names, which are probably mistakes.</summary>
    private static Dictionary<string, object?> Read(Dictionary<string, object?> entries, object? given)
    {
        string[] missing = [.. Names.Where(name => !entries.ContainsKey(name) || (name != "value" && entries[name] is not string { Length: > 0 }))];
        string[] unknown = [.. entries.Keys.Where(name => !Names.Contains(name, StringComparer.OrdinalIgnoreCase))];
        return missing.Length + unknown.Length == 0
            ? Names.ToDictionary(name => name, name => entries[name])
            : throw InvalidInput.Because(
                $"The condition '{Shown(entries, given)}' {(missing.Length > 0 ? $"has no {string.Join(" and no ", missing)}" : $"has {string.Join(" and ", unknown)}, which a condition can't have")}.",
                PlainObject.Unwrap(given) is BlueprintCondition
                    ? "Correct the condition in Plannr or, if it came from a file, in the file."
                    : "Specify each condition as @{ field = 'client.is_prospect'; operator = 'equals'; value = 'true' }.");
    }

    private static string Shown(Dictionary<string, object?> entries, object? given) =>
        entries.Count == 0 ? $"{given}" : string.Join("; ", entries.Select(entry => $"{entry.Key} = {ReadableText.Of(entry.Value)}"));
}
