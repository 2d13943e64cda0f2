namespace Plannr.PowerShell.Filtering;

/// <summary>Refuses wildcard patterns that can't be read before anything is asked for: the engine fails on them when it first compares, in the middle of a list.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PatternAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        foreach (string text in arguments as IEnumerable<string> ?? [])
        {
            try
            {
                new WildcardPattern(text ?? string.Empty).IsMatch(string.Empty);
            }
            catch (WildcardPatternException)
            {
                throw new ValidationMetadataException($"'{text}' is no pattern: a [ begins a set of characters, which a ] has to end. For the character itself put a ` before it, within single quotes.");
            }
        }
    }
}
