namespace Plannr.PowerShell.Tests.Secrecy;

/// <summary>Searches an object, its public properties, its items and its text for secrets.</summary>
internal sealed class SecretSearch(IEnumerable<string> secrets)
{
    private const int MaximumDepth = 12;
    private const int MaximumObjects = 200_000;

    /// <summary>
    /// The engine types whose properties are searched, in addition to those of exceptions and collections. Other engine types are searched only as text,
    /// because the whole session can be reached from their properties.
    /// </summary>
    private static readonly Type[] SearchedEngineTypes =
        [typeof(ErrorRecord), typeof(ErrorDetails), typeof(ErrorCategoryInfo), typeof(InvocationInfo), typeof(InformationRecord), typeof(HostInformationMessage)];

    private readonly string[] _encoded = [.. secrets.SelectMany(Encode).Distinct()];

    public void AssertIsIn(object? value) => Assert.NotEmpty(Find(value));

    public void AssertIsNotIn(object? value) => Assert.Empty(Find(value));

    /// <summary>Returns the path and the text of each object that contains a secret.</summary>
    private string[] Find(object? value)
    {
        var found = new List<string>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<(string Path, object? Value, int Depth)>([("$", value, 0)]);
        while (waiting.TryPop(out (string Path, object? Value, int Depth) next))
        {
            object? item = next.Value is PSObject wrapped ? wrapped.BaseObject : next.Value;
            if (item is null || next.Depth > MaximumDepth || (!item.GetType().IsValueType && !seen.Add(item)))
            {
                continue;
            }

            Assert.True(seen.Count < MaximumObjects, "The search reached too many objects. In IsLeaf, exclude the types that lead to them.");
            string text = GetText(item);
            if (_encoded.Any(form => text.Contains(form, StringComparison.Ordinal)))
            {
                found.Add($"{next.Path}: {text}");
            }

            foreach ((string name, object? part) in GetParts(item))
            {
                waiting.Push((next.Path + "." + name, part, next.Depth + 1));
            }
        }

        return [.. found];
    }

    /// <summary>Returns a secret unencoded and as it is encoded in URLs, in JSON, in headers and in a SecureString exported on Linux.</summary>
    private static string[] Encode(string secret) =>
        [secret, Convert.ToHexStringLower(Encoding.Unicode.GetBytes(secret)), Uri.EscapeDataString(secret), secret.Replace("/", "\\/", StringComparison.Ordinal), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))];

    private static string GetText(object item)
    {
        try
        {
            return item.ToString() ?? string.Empty;
        }
        catch (Exception exception) when (exception is ObjectDisposedException or InvalidOperationException)
        {
            return string.Empty;
        }
    }

    private static (string Name, object? Part)[] GetParts(object item)
    {
        if (IsLeaf(item))
        {
            return [];
        }

        IEnumerable<(string, object?)> items = item switch
        {
            IDictionary map => map.Cast<object>().Select(entry => entry is DictionaryEntry pair ? pair : default).SelectMany(pair => new (string, object?)[] { ("key", pair.Key), ($"[{pair.Key}]", pair.Value) }),
            IEnumerable list => list.Cast<object?>().Select((part, index) => ($"[{index}]", part)),
            _ => [],
        };
        return [.. items, .. GetPropertyValues(item)];
    }

    private static IEnumerable<(string Name, object? Part)> GetPropertyValues(object item) => item.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanRead && property.GetIndexParameters().Length == 0 && !property.PropertyType.IsByRefLike && !property.PropertyType.IsPointer)
        .Select(property => (property.Name, Read(property, item)));

    private static object? Read(PropertyInfo property, object item)
    {
        try
        {
            return property.GetValue(item);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    private static bool IsLeaf(object item)
    {
        Type type = item.GetType();
        return item is string or SecureString or MemberInfo or Assembly or Module or Delegate or System.Globalization.CultureInfo or System.Threading.Tasks.Task
            || type.IsPrimitive || type.IsEnum || type.IsPointer
            || (type.Assembly == typeof(PSObject).Assembly && !SearchedEngineTypes.Any(searched => searched.IsInstanceOfType(item)) && item is not Exception and not IEnumerable);
    }
}
