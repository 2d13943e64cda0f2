namespace Plannr.PowerShell.Filtering;

/// <summary>
/// Refuses what the API would take for something else: an empty value, which it takes for no filter, so that everything would come, and a comma,
/// which it takes for the end of a value.
/// </summary>
internal sealed class FilterTextAttribute : ValidateArgumentsAttribute
{
    /// <summary>Whether the cmdlet sees to commas itself.</summary>
    public bool AllowsComma { get; set; }

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        object? values = arguments is PSObject wrapped ? wrapped.BaseObject : arguments;
        if (values is IDictionary fields)
        {
            if (fields.Count == 0)
            {
                throw NoValue(string.Empty);
            }

            foreach (DictionaryEntry field in fields)
            {
                Check(field.Key, $" for {field.Key}");
                Check(field.Value, $" for {field.Key}");
            }

            return;
        }

        Check(values, string.Empty);
    }

    private void Check(object? value, string where)
    {
        string[] texts = [.. FilterTexts.Of(value)];
        if (texts.Length == 0 || texts.Any(string.IsNullOrWhiteSpace))
        {
            throw NoValue(where);
        }

        if (!AllowsComma && Array.Find(texts, text => text.Contains(",")) is { } several)
        {
            throw new ValidationMetadataException(
                $"The API takes the comma in '{several}' for the end of a value. Give several values as several, 'a', 'b'; a value that has a comma itself can't be asked for, but by a part of it where the parameter takes parts, or by a UUID where it takes those.");
        }
    }

    private static ValidationMetadataException NoValue(string where) =>
        new($"There is no value{where}. The API would take that for no filter and give everything: leave the parameter out if that is meant.");
}
