using System.Numerics;

namespace Plannr.PowerShell.Requests;

/// <summary>Converts PowerShell values to plain values, which the core writes as JSON. Objects and hashtables become dictionaries; lists remain lists.</summary>
internal static class PlainObject
{
    /// <summary>The maximum nesting depth. An object with more levels probably contains a reference to itself or is a system object.</summary>
    private const int MostLevels = 32;

    /// <summary>A UTF-8 encoding that throws for invalid bytes and invalid Unicode.</summary>
    public static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private const string Advice = "Use hashtables, [pscustomobject]s, lists, text, numbers, booleans, dates and UUIDs. For other objects, use Select-Object to select the properties to send.";

    /// <summary>Converts a value. Returns null for any of PowerShell's null values.</summary>
    /// <exception cref="PlannrInvalidRequestException">The value contains something that JSON can't represent.</exception>
    public static object? From(object? value) => From(value, []);

    /// <summary>Returns the object without its PSObject wrapper, or null for any of PowerShell's null values.</summary>
    public static object? Unwrap(object? value)
    {
        object? inner = value is PSObject wrapped ? wrapped.BaseObject : value;
        return inner is DBNull || inner?.GetType().Name is "NullString" || (value is PSObject && value == AutomationNull) ? null : inner is PSCustomObject ? value : inner;
    }

    /// <summary>Returns whether a value is a DateOnly or a TimeOnly. These types do not exist in netstandard2.0.</summary>
    public static bool IsDateOrTime(object value) => value.GetType().FullName is "System.DateOnly" or "System.TimeOnly";

    public static string DateOrTime(IFormattable value) =>
        value.ToString(value.GetType().Name == "DateOnly" ? "yyyy-MM-dd" : "HH:mm:ss", CultureInfo.InvariantCulture);

    private static object AutomationNull => System.Management.Automation.Internal.AutomationNull.Value;

    private static object? From(object? value, List<string> path)
    {
        if (path.Count > MostLevels)
        {
            throw InvalidInput.Because($"The body is nested more than {MostLevels} levels deep ({string.Join(".", path.Take(4))}...); an object in it may contain a reference to itself.", Advice);
        }

        switch (Unwrap(value))
        {
            case null:
                return null;
            case string text when HasHalfCharacter(text):
                throw Unsupported(path, "text with half a character (a lone surrogate); it may have been truncated");
            case string or bool or Guid or Uri or Enum or char or sbyte or byte or short or ushort or int or uint or long or ulong or decimal or BigInteger or DateTime or DateTimeOffset:
                return Unwrap(value);
            case double number:
                return double.IsNaN(number) || double.IsInfinity(number) ? throw Unsupported(path, "a number that JSON can't represent") : number;
            case float number:
                return float.IsNaN(number) || float.IsInfinity(number) ? throw Unsupported(path, "a number that JSON can't represent") : number;
            case SwitchParameter flag:
                return flag.IsPresent;
            case TimeSpan or Version:
                return Unwrap(value)!.ToString();
            case IFormattable day when IsDateOrTime(day):
                return DateOrTime(day);
            case SecureString:
                throw Unsupported(path, "a SecureString, which is never sent as plain text");
            case ScriptBlock or Delegate or Type or Exception or ErrorRecord:
                throw Unsupported(path, $"of type {Unwrap(value)!.GetType().Name}, which can't be sent as JSON");
            case BlueprintParameter parameter:
                // The API's form, without the properties that every record has.
                return Map([("type", parameter.Type ?? "const"), ("value", parameter.Value)], path);
            case IDictionary map:
                return Map(Entries.From(map), path);
            case IEnumerable<KeyValuePair<string, object>> map:
                return Map(map.Select(entry => (entry.Key, (object?)entry.Value)), path);
            case IEnumerable items:
                return List(items, path);
            default:
                return Map(Properties(PSObject.AsPSObject(value), path), path);
        }
    }

    private static List<object?> List(IEnumerable items, List<string> path)
    {
        var list = new List<object?>();
        foreach (object? item in items)
        {
            list.Add(From(item, [.. path, $"[{list.Count}]"]));
        }

        return list;
    }

    private static OrderedDictionary Map(IEnumerable<(string Name, object? Value)> entries, List<string> path)
    {
        var map = new OrderedDictionary(StringComparer.Ordinal);
        foreach ((string name, object? value) in entries)
        {
            if (map.Contains(name))
            {
                throw InvalidInput.Because($"The body contains '{string.Join(".", [.. path, name])}' twice.", "Specify each name once.");
            }

            map.Add(name, From(value, [.. path, name]));
        }

        return map;
    }

    private static IEnumerable<(string Name, object? Value)> Properties(PSObject source, List<string> path)
    {
        foreach (PSPropertyInfo property in source.Properties.Where(candidate => candidate.IsGettable))
        {
            yield return (property.Name, Read(property, path));
        }
    }

    private static object? Read(PSPropertyInfo property, List<string> path)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException exception)
        {
            throw InvalidInput.Because($"'{string.Join(".", [.. path, property.Name])}' in the body can't be read: {exception.Message.TrimEnd('.')}.", Advice);
        }
    }

    private static bool HasHalfCharacter(string text)
    {
        try
        {
            _ = StrictUtf8.GetByteCount(text);
            return false;
        }
        catch (EncoderFallbackException)
        {
            return true;
        }
    }

    private static PlannrInvalidRequestException Unsupported(List<string> path, string what) =>
        InvalidInput.Because($"{(path.Count == 0 ? "The body" : $"'{string.Join(".", path)}' in the body")} is {what}.", Advice);
}
