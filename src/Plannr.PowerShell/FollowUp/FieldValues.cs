using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Plannr.PowerShell.FollowUp;

/// <summary>Values of custom fields as they go into a body: plain ones.</summary>
internal static class FieldValues
{
    /// <summary>The values by the fields' references.</summary>
    public static IReadOnlyDictionary<string, object?> Of(IDictionary? fields)
    {
        var values = new Dictionary<string, object?>();
        foreach (DictionaryEntry field in fields ?? new Hashtable())
        {
            values[ReadableText.Of(field.Key)] = Plain(field.Value);
        }

        return values;
    }

    /// <summary>PowerShell wraps values; what has no form in JSON goes as the text that PowerShell makes of it.</summary>
    private static object? Plain(object? value)
    {
        object? inner = value is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : value;
        return inner switch
        {
            null => null,
            string or bool or DateTime or DateTimeOffset or Guid or decimal => inner,
            double.NaN or double.PositiveInfinity or double.NegativeInfinity or float.NaN or float.PositiveInfinity or float.NegativeInfinity => ReadableText.Of(inner),
            IFormattable when inner.GetType().IsPrimitive => inner,
            IDictionary map => Of(map),
            IEnumerable items => items.Cast<object?>().Select(Plain).ToArray(),
            _ => LanguagePrimitives.ConvertTo<string>(value),
        };
    }
}
