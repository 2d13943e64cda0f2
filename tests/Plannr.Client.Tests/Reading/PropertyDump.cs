using System.Collections;
using System.Reflection;

namespace Plannr.Client.Tests.Reading;

/// <summary>Lists all values of a resource by path, to compare resources.</summary>
internal static class PropertyDump
{
    /// <summary>Properties that are calculated from other values, which a test may have changed.</summary>
    private static readonly HashSet<string> Derived =
    [
        nameof(AutomationStep.ExecutionUuid), nameof(AutomationStep.ExecutionName), nameof(AutomationStep.Position), nameof(AutomationStep.Errors),
    ];

    public static SortedDictionary<string, string> Of(PlannrResource resource)
    {
        var lines = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add(lines, string.Empty, resource);
        return lines;
    }

    private static void Add(SortedDictionary<string, string> lines, string path, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case PlannrResource resource:
                lines[path + "/"] = resource.GetType().Name;
                foreach (PropertyInfo property in StoredProperties(resource.GetType()))
                {
                    Add(lines, $"{path}/{property.Name}", property.GetValue(resource));
                }

                break;
            case string text:
                lines[path] = text;
                break;
            case IEnumerable items when IsMap(value):
                foreach (object item in items)
                {
                    Add(lines, $"{path}/{Part(item, "Key")}", Part(item, "Value") ?? "null");
                }

                break;
            case IEnumerable items:
                int index = 0;
                foreach (object? item in items)
                {
                    Add(lines, $"{path}/{index++}", item ?? "null");
                }

                break;
            case DateTimeOffset date:
                lines[path] = date.ToString("O", CultureInfo.InvariantCulture);
                break;
            default:
                lines[path] = $"{value.GetType().Name} {Convert.ToString(value, CultureInfo.InvariantCulture)}";
                break;
        }
    }

    private static IEnumerable<PropertyInfo> StoredProperties(Type type) =>
        type.GetProperties().Where(property => property.CanWrite && !Derived.Contains(property.Name));

    private static bool IsMap(object value) =>
        value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ResourceMap<>);

    private static object? Part(object entry, string name) => entry.GetType().GetProperty(name)!.GetValue(entry);
}
