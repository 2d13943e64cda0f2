namespace Plannr.Build.Help;

/// <summary>Finds texts that are missing from a cmdlet's help.</summary>
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
            (cmdlet.Synopsis.Length == 0, $"{type}: no synopsis. Write a <summary>."),
            (isShort, $"{type}: no description besides the synopsis. Add a second sentence to <summary>, or add <remarks>."),
            (!isShort && !hasEndpoint, $"{type}: the help names no endpoint. Write 'Calls GET ...' or 'Calls no endpoint ...' in <remarks>."),
            (cmdlet.Outputs.Count == 0, $"{type}: no [OutputType]."),
            .. cmdlet.Outputs.Select(output => (
                output.Text.Length == 0,
                $"{type}: no description of {output.Type}. For a type in this repository, write a <summary>; for a .NET type, add a description to CmdletReader.DotNetTexts.")),
            .. cmdlet.Parameters.Select(parameter => (parameter.Text.Length == 0, $"{type}.{parameter.Name}: no description. Write a <summary>.")),
            (cmdlet.Examples.Count < FewestExamples,
                $"{type}: too few examples ({cmdlet.Examples.Count}): at least {FewestExamples} are required. Write them in {cmdlet.Name}.xml, and include that file in the documentation of the class."),
            (!cmdlet.Examples.Any(example => example.Code.Contains('|')), $"{type}: no example with a pipeline."),
            .. cmdlet.Examples.Select(example => (
                example.Title.Length == 0 || example.Code.Length == 0 || example.Remarks.Count == 0,
                $"{type}: {Name(example)} lacks a title, code or an explanation.")),
            .. cmdlet.Examples.Select(example => (!example.Runs && example.Reason.Length == 0, $"{type}: {Name(example)} is not run, and no reason is given.")),
        ];
        return checks.Where(check => check.IsMissing).Select(check => check.Message);
    }

    private static string Name(ExampleHelp example) => example.Title.Length == 0 ? "an example" : $"the example '{example.Title}'";
}
