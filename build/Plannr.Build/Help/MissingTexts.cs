namespace Plannr.Build.Help;

/// <summary>Finds what the help of a cmdlet lacks.</summary>
internal static class MissingTexts
{
    private const int FewestExamples = 3;

    /// <summary>One message for each text that is missing.</summary>
    public static IEnumerable<string> In(CmdletHelp cmdlet)
    {
        if (cmdlet.Synopsis.Length == 0)
        {
            yield return $"{cmdlet.TypeName}: no <summary>, which is the synopsis.";
        }

        if (cmdlet.Description.Count < 2 && cmdlet.Description.All(text => text == cmdlet.Synopsis))
        {
            yield return $"{cmdlet.TypeName}: no description beyond the synopsis. Write a second sentence into <summary>, or <remarks>.";
        }
        else if (!cmdlet.Description.Any(text => text.Contains("Calls ", StringComparison.Ordinal) || text.Contains(" calls ", StringComparison.Ordinal)))
        {
            yield return $"{cmdlet.TypeName}: nothing says which endpoint it calls, and how sure that is. Write 'Calls GET ...' or 'Calls no endpoint ...' into <remarks>.";
        }

        if (cmdlet.Outputs.Count == 0)
        {
            yield return $"{cmdlet.TypeName}: no [OutputType].";
        }

        foreach (TypeHelp output in cmdlet.Outputs.Where(output => output.Text.Length == 0))
        {
            yield return $"{cmdlet.TypeName}: nothing says what {output.Type} is. Write a <summary> for a type of ours, and a text in CmdletReader for one of .NET.";
        }

        foreach (ParameterHelp parameter in cmdlet.Parameters.Where(parameter => parameter.Text.Length == 0))
        {
            yield return $"{cmdlet.TypeName}.{parameter.Name}: no <summary>, which is the text of the parameter.";
        }

        if (cmdlet.Examples.Count < FewestExamples)
        {
            yield return $"{cmdlet.TypeName}: {cmdlet.Examples.Count} examples, and {FewestExamples} are wanted. Write them into Help/{cmdlet.Name}.xml, and include it in the class's documentation.";
        }

        if (!cmdlet.Examples.Any(example => example.Code.Contains('|')))
        {
            yield return $"{cmdlet.TypeName}: no example with a pipeline.";
        }

        foreach (ExampleHelp example in cmdlet.Examples)
        {
            if (example.Title.Length == 0 || example.Code.Length == 0 || example.Remarks.Count == 0)
            {
                yield return $"{cmdlet.TypeName}: the example '{example.Title}' lacks a title, code or an explanation.";
            }

            if (!example.Runs && example.Reason.Length == 0)
            {
                yield return $"{cmdlet.TypeName}: the example '{example.Title}' is not run and does not say why.";
            }
        }
    }
}
