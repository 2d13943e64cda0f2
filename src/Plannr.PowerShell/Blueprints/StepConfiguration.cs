using System.Collections;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.Linq;
using Plannr.PowerShell.Requests;

namespace Plannr.PowerShell.Blueprints;

/// <summary>
/// Turns what a user writes for the configuration of a step into what the API takes: <c>{ "params": { name: { "type": "const" or "ref", "value": ... } } }</c>.
/// </summary>
internal static class StepConfiguration
{
    private const string Parameters = "params";

    /// <summary>The configuration as plain values.</summary>
    /// <param name="given">
    /// The whole configuration, which has params; or the parameters alone, each a value, <c>@{ ref = '...' }</c>, <c>@{ const = ... }</c>, or as
    /// the API has it.
    /// </param>
    /// <exception cref="PlannrInvalidRequestException">It holds what can't be sent.</exception>
    public static OrderedDictionary Of(object? given)
    {
        object? inner = PlainObject.Unwrap(given);
        IEnumerable<(string Name, object? Value)> entries = inner is IDictionary map
            ? Entries.Of(map)
            : PlainObject.Of(given) is IDictionary plain
                ? Entries.Of(plain)
                : throw InvalidInput.Because("The configuration of a step is no set of names and values.", "Give -Configuration a hashtable such as @{ account_uuid = @{ ref = 'trigger.account.uuid' }; days = 3 }.");
        (string Name, object? Value)[] all = [.. entries];
        return all.Any(entry => entry.Name == Parameters) ? Map(all, PlainObject.Of) : new OrderedDictionary { [Parameters] = Map(all, ParameterOf) };
    }

    private static IDictionary ParameterOf(object? given)
    {
        if (PlainObject.Unwrap(given) is BlueprintParameter parameter)
        {
            return Parameter(parameter.Type ?? "const", PlainObject.Of(parameter.Value));
        }

        object? value = PlainObject.Of(given);
        return value switch
        {
            IDictionary map when map.Contains("type") && map.Contains("value") => map,
            IDictionary { Count: 1 } map when map.Contains("ref") => Parameter("ref", map["ref"]),
            IDictionary { Count: 1 } map when map.Contains("const") => Parameter("const", map["const"]),
            _ => Parameter("const", value),
        };
    }

    private static OrderedDictionary Parameter(string type, object? value) => new() { ["type"] = type, ["value"] = value };

    private static OrderedDictionary Map(IEnumerable<(string Name, object? Value)> entries, System.Func<object?, object?> convert)
    {
        var map = new OrderedDictionary();
        foreach ((string name, object? value) in entries)
        {
            map[name] = convert(value);
        }

        return map;
    }
}
