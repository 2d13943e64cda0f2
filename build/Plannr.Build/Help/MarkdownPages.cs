namespace Plannr.Build.Help;

/// <summary>The help as pages to read on the web.</summary>
internal static class MarkdownPages
{
    private const string Origin = "<!-- Made by the build from the cmdlets' XML documentation. Changes by hand are lost. -->\n\n";

    /// <summary>The text of each page by its file name.</summary>
    public static IReadOnlyDictionary<string, string> Of(IReadOnlyList<CmdletHelp> cmdlets)
    {
        var pages = cmdlets.ToDictionary(cmdlet => cmdlet.Name + ".md", Page);
        pages["README.md"] = Origin + "# Cmdlets\n\n| Cmdlet | What it does |\n| --- | --- |\n"
            + string.Concat(cmdlets.Select(cmdlet => $"| [{cmdlet.Name}]({cmdlet.Name}.md) | {Escape(cmdlet.Synopsis).Replace("|", "\\|", StringComparison.Ordinal)} |\n"));
        return pages;
    }

    private static string Page(CmdletHelp cmdlet)
    {
        var page = new StringBuilder(Origin);
        page.Append(CultureInfo.InvariantCulture, $"# {cmdlet.Name}\n\n{Escape(cmdlet.Synopsis)}\n\n## Syntax\n\n");
        foreach (SyntaxHelp set in cmdlet.Syntax)
        {
            page.Append(cmdlet.Syntax.Count == 1 ? string.Empty : $"### {set.Set}{(set.IsDefault ? " (default)" : string.Empty)}\n\n");
            page.Append(CultureInfo.InvariantCulture, $"```\n{Syntax(cmdlet.Name, set)}\n```\n\n");
        }

        page.Append("## Description\n\n").AppendJoin("\n\n", cmdlet.Description.Select(Escape)).Append("\n\n## Examples\n\n");
        for (int index = 0; index < cmdlet.Examples.Count; index++)
        {
            ExampleHelp example = cmdlet.Examples[index];
            page.Append(CultureInfo.InvariantCulture, $"### {index + 1}. {Escape(example.Title)}\n\n```powershell\n{example.Code}\n```\n\n").AppendJoin("\n\n", example.Remarks.Select(Escape)).Append("\n\n");
        }

        page.Append("## Parameters\n\n");
        foreach (ParameterHelp parameter in cmdlet.Parameters)
        {
            page.Append(CultureInfo.InvariantCulture, $"### -{parameter.Name}\n\n{Escape(parameter.Text)}\n\n| | |\n| --- | --- |\n| Type | `{parameter.Type}` |\n");
            page.Append(parameter.Aliases.Count == 0 ? string.Empty : $"| Aliases | {string.Join(", ", parameter.Aliases)} |\n");
            page.Append(parameter.Values.Count == 0 ? string.Empty : $"| Values | {string.Join(", ", parameter.Values)} |\n");
            page.Append(CultureInfo.InvariantCulture, $"| Required | {parameter.IsRequired} |\n| Position | {parameter.Position} |\n| Default | {Escape(parameter.Default)} |\n");
            page.Append(CultureInfo.InvariantCulture, $"| Pipeline input | {parameter.PipelineInput} |\n| Wildcards | {parameter.TakesWildcards} |\n\n");
        }

        page.Append("The common parameters (`-Verbose`, `-ErrorAction` and so on) are those of all cmdlets: see `Get-Help about_CommonParameters`.\n\n");
        return page.Append(CultureInfo.InvariantCulture, $"## Inputs\n\n{Types(cmdlet.Inputs)}\n\n## Outputs\n\n{Types(cmdlet.Outputs)}\n").ToString();
    }

    private static string Types(IReadOnlyList<TypeHelp> types) =>
        types.Count == 0 || types[0].Type == "None" ? "None." : string.Join('\n', types.Select(type => $"* `{type.Type}`: {Escape(type.Text)}"));

    private static string Syntax(string name, SyntaxHelp set) => name + string.Concat(set.Parameters.Select(parameter =>
    {
        string value = parameter.IsSwitch ? string.Empty : $" <{parameter.Type}>";
        string key = parameter.Position == "named" ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        return parameter.IsRequired ? $" {key}{value}" : $" [{key}{value}]";
    })) + " [<CommonParameters>]";

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (char letter in text)
        {
            _ = letter is '<' or '*' or '_' or '[' or '`' or '\\' ? escaped.Append('\\').Append(letter) : escaped.Append(letter);
        }

        return escaped.ToString();
    }
}
