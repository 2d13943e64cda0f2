namespace Plannr.Build.Help;

/// <summary>Finds what the help of a cmdlet lacks.</summary>
internal static class MissingTexts
{
    private const int FewestExamples = 3;

    /// <summary>Returns a message for each missing text.</summary>
    public static IEnumerable<string> In(CmdletHelp cmdlet)
    {
        string type = cmdlet.TypeName;
        bool isShort = cmdlet.Description.Count < 2 && cmdlet.Description.All(text => text == cmdlet.Synopsis);
        bool hasEndpoint = cmdlet.Description.Any(text => text.Contains("Calls ", StringComparison.Ordinal) || text.Contains(" calls ", StringComparison.Ordinal));
        (bool IsMissing, string Message)[] checks =
        [
            (cmdlet.Synopsis.Length == 0, $"{type}: no <summary>, which is the synopsis."),
            (isShort, $"{type}: no description beyond the synopsis. Write a second sentence into <summary>, or <remarks>."),
            (!isShort && !hasEndpoint, $"{type}: nothing says which endpoint it calls, and how sure that is. Write 'Calls GET ...' or 'Calls no endpoint ...' into <remarks>."),
            (cmdlet.Outputs.Count == 0, $"{type}: no [OutputType]."),
            .. cmdlet.Outputs.Select(output => (
                output.Text.Length == 0,
                $"{type}: nothing says what {output.Type} is. Write a <summary> for a type of ours, and a text in CmdletReader for one of .NET.")),
            .. cmdlet.Parameters.Select(parameter => (parameter.Text.Length == 0, $"{type}.{parameter.Name}: no <summary>, which is the text of the parameter.")),
            (cmdlet.Examples.Count < FewestExamples,
                $"{type}: {cmdlet.Examples.Count} examples, and {FewestExamples} are wanted. Write them into Help/{cmdlet.Name}.xml, and include it in the class's documentation."),
            (!cmdlet.Examples.Any(example => example.Code.Contains('|')), $"{type}: no example with a pipeline."),
            .. cmdlet.Examples.Select(example => (
                example.Title.Length == 0 || example.Code.Length == 0 || example.Remarks.Count == 0,
                $"{type}: the example '{example.Title}' lacks a title, code or an explanation.")),
            .. cmdlet.Examples.Select(example => (!example.Runs && example.Reason.Length == 0, $"{type}: the example '{example.Title}' is not run and does not say why.")),
        ];
        return checks.Where(check => check.IsMissing).Select(check => check.Message);
    }
}
