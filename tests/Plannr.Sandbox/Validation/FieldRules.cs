using System.Text.Json;

namespace Plannr.Sandbox.Validation;

/// <summary>
/// The rules for one field. As in Laravel, a missing or null field can fail only <see cref="Required"/> and its variants, and is not validated further.
/// </summary>
internal sealed class FieldRules(List<(string Field, string Message)> failures, string key, JsonNode? value, bool isPresent)
{
    private const int LongestText = 255;

    private bool _isOver = value is null;
    private bool _hasFailed;

    private string Name => key.Replace('_', ' ');

    public FieldRules Required()
    {
        bool isEmpty = value is null or JsonArray { Count: 0 } or JsonObject { Count: 0 };
        if (isEmpty)
        {
            Fail($"The {Name} field is required.");
            _isOver = true;
        }

        return this;
    }

    /// <summary>Allows the field to be missing but not empty: Laravel's <c>sometimes|required</c>.</summary>
    public FieldRules RequiredIfPresent() => isPresent ? Required() : this;

    /// <summary>Requires the field if another field is present: Laravel's <c>required_with</c>.</summary>
    public FieldRules RequiredWith(string other, bool otherIsPresent)
    {
        if (otherIsPresent && value is null)
        {
            Fail($"The {Name} field is required when {other.Replace('_', ' ')} is present.");
        }

        return this;
    }

    public FieldRules Text(int longest = LongestText)
    {
        string? text = AsText();
        Test(text is not null, $"The {Name} field must be a string.");
        return Test(text is null || text.Length <= longest, $"The {Name} field must not be greater than {longest} characters.");
    }

    public FieldRules Boolean() => Test(
        value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False || value?.ToString() is "0" or "1",
        $"The {Name} field must be true or false.");

    /// <summary>Requires a list or an object: in PHP, both are arrays.</summary>
    public FieldRules Array() => Test(value is JsonArray or JsonObject, $"The {Name} field must be an array.");

    public FieldRules List() => Test(value is JsonArray, $"The {Name} field must be an array.");

    public FieldRules Uuid() => Test(Guid.TryParseExact(AsText(), "D", out _), $"The {Name} field must be a valid UUID.");

    public FieldRules Date() => Test(
        DateTimeOffset.TryParse(AsText(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        $"The {Name} field must be a valid date.");

    /// <summary>Requires an absolute HTTPS URL.</summary>
    public FieldRules HttpsAddress()
    {
        Test(
            Uri.TryCreate(AsText(), UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && address!.Host.Length > 0,
            $"The {Name} field must be a valid URL.");
        return Test(
            AsText()?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true,
            $"The {Name} field must start with one of the following: https://.");
    }

    public FieldRules OneOf(params string[] allowed) => Test(AsText() is { } text && allowed.Contains(text), Invalid);

    /// <summary>Requires the UUID of an existing record. Skips the lookup if the field has already failed a rule.</summary>
    public FieldRules Exists(Func<Guid, bool> exists) => _hasFailed ? this : Test(Guid.TryParse(AsText(), out Guid uuid) && exists(uuid), Invalid);

    /// <summary>Applies rules to each item of a list. The items have names such as <c>events.0</c>.</summary>
    public FieldRules Each(Action<FieldRules> rules)
    {
        JsonArray items = value as JsonArray ?? [];
        for (int i = 0; i < items.Count; i++)
        {
            rules(new FieldRules(failures, $"{key}.{i}", items[i], isPresent: true));
        }

        return this;
    }

    /// <summary>Returns the rules for a child field, which has a name such as <c>conditions.0.field</c>.</summary>
    public FieldRules Child(string name)
    {
        var parent = value as JsonObject;
        return new FieldRules(failures, $"{key}.{name}", parent?[name], parent?.ContainsKey(name) == true);
    }

    private string Invalid => $"The selected {Name} is invalid.";

    private string? AsText() => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private FieldRules Test(bool isMet, string message)
    {
        if (!_isOver && !isMet)
        {
            Fail(message);
        }

        return this;
    }

    private void Fail(string message)
    {
        _hasFailed = true;
        failures.Add((key, message));
    }
}
