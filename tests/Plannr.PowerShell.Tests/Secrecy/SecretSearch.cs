namespace Plannr.PowerShell.Tests.Secrecy;

/// <summary>Looks for secrets in everything that can be reached from an object by its public properties, items and texts.</summary>
internal sealed class SecretSearch(IEnumerable<string> secrets)
{
    private const int MostDepth = 12;
    private const int MostObjects = 200_000;

    /// <summary>The engine's own objects lead to the whole session; these are what an error is made of.</summary>
    private static readonly Type[] WalkedOfEngine =
        [typeof(ErrorRecord), typeof(ErrorDetails), typeof(ErrorCategoryInfo), typeof(InvocationInfo), typeof(InformationRecord), typeof(HostInformationMessage)];

    private readonly string[] _forms = [.. secrets.SelectMany(FormsOf).Distinct()];

    public void AssertIsIn(object? value) => Assert.NotEmpty(Find(value));

    public void AssertIsNotIn(object? value) => Assert.Empty(Find(value));

    /// <summary>Where a secret stands: the path to it, and the text.</summary>
    private string[] Find(object? value)
    {
        var found = new List<string>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<(string Path, object? Value, int Depth)>([("$", value, 0)]);
        while (waiting.TryPop(out (string Path, object? Value, int Depth) next))
        {
            object? item = next.Value is PSObject wrapped ? wrapped.BaseObject : next.Value;
            if (item is null || next.Depth > MostDepth || (!item.GetType().IsValueType && !seen.Add(item)))
            {
                continue;
            }

            Assert.True(seen.Count < MostObjects, "The search goes on without end: have it leave out the types that lead there.");
            string text = TextOf(item);
            if (_forms.Any(form => text.Contains(form, StringComparison.Ordinal)))
            {
                found.Add($"{next.Path}: {text}");
            }

            foreach ((string name, object? part) in PartsOf(item))
            {
                waiting.Push((next.Path + "." + name, part, next.Depth + 1));
            }
        }

        return [.. found];
    }

    /// <summary>As it is, and as addresses, JSON, headers, and a SecureString that is written to a file on Linux would have it.</summary>
    private static string[] FormsOf(string secret) =>
        [secret, Convert.ToHexStringLower(Encoding.Unicode.GetBytes(secret)), Uri.EscapeDataString(secret), secret.Replace("/", "\\/", StringComparison.Ordinal), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))];

    private static string TextOf(object item)
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

    private static (string Name, object? Part)[] PartsOf(object item)
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
        return [.. items, .. PropertiesOf(item)];
    }

    private static IEnumerable<(string Name, object? Part)> PropertiesOf(object item) => item.GetType()
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
            || (type.Assembly == typeof(PSObject).Assembly && !WalkedOfEngine.Any(walked => walked.IsInstanceOfType(item)) && item is not Exception and not IEnumerable);
    }
}
