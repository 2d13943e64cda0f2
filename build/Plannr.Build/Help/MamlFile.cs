namespace Plannr.Build.Help;

/// <summary>The help in MAML, the format of Get-Help.</summary>
internal static class MamlFile
{
    private static readonly XNamespace Msh = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XDocument Of(IEnumerable<CmdletHelp> cmdlets) => new(
        new XDeclaration("1.0", "utf-8", null),
        new XElement(
            Msh + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            cmdlets.Select(Of)));

    private static XElement Of(CmdletHelp cmdlet)
    {
        string[] name = cmdlet.Name.Split('-', 2);
        return new XElement(
            Command + "command",
            new XElement(
                Command + "details",
                new XElement(Command + "name", cmdlet.Name),
                new XElement(Command + "verb", name[0]),
                new XElement(Command + "noun", name[1]),
                Description([cmdlet.Synopsis])),
            Description(cmdlet.Description),
            new XElement(Command + "syntax", cmdlet.Syntax.Select(set => new XElement(
                Command + "syntaxItem", new XElement(Maml + "name", cmdlet.Name), set.Parameters.Select(parameter => Parameter(parameter, inSyntax: true))))),
            new XElement(Command + "parameters", cmdlet.Parameters.Select(parameter => Parameter(parameter, inSyntax: false))),
            new XElement(Command + "inputTypes", Inputs(cmdlet)),
            new XElement(Command + "returnValues", cmdlet.Outputs.Select(output => Typed("returnValue", output))),
            new XElement(Command + "examples", cmdlet.Examples.Select(Example)),
            new XElement(
                Command + "relatedLinks",
                Link("Online Version:", cmdlet.OnlineUri),
                Link("about_Plannr", string.Empty)));
    }

    private static XElement Parameter(ParameterHelp parameter, bool inSyntax) => new(
        Command + "parameter",
        new XAttribute("required", parameter.IsRequired ? "true" : "false"),
        new XAttribute("variableLength", "true"),
        new XAttribute("globbing", parameter.TakesWildcards ? "true" : "false"),
        new XAttribute("pipelineInput", parameter.PipelineInput),
        new XAttribute("position", parameter.Position),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        Description([parameter.Text]),
        inSyntax && parameter.Values.Count > 0
            ? new XElement(Command + "parameterValueGroup", parameter.Values.Select(value => Value(value, "false")))
            : null,
        inSyntax && (parameter.IsSwitch || parameter.Values.Count > 0) ? null : Value(parameter.Type, parameter.IsSwitch ? "false" : "true"),
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.Type), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", parameter.Default));

    private static XElement Value(string text, string required) =>
        new(Command + "parameterValue", new XAttribute("required", required), new XAttribute("variableLength", "false"), text);

    private static IEnumerable<XElement> Inputs(CmdletHelp cmdlet) =>
        (cmdlet.Inputs.Count == 0 ? [new TypeHelp("None", "This cmdlet accepts no pipeline input.")] : cmdlet.Inputs).Select(input => Typed("inputType", input));

    private static XElement Typed(string element, TypeHelp type) =>
        new(Command + element, new XElement(Dev + "type", new XElement(Maml + "name", type.Type)), Description([type.Text]));

    private static XElement Example(ExampleHelp example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", $"--- Example {index + 1}: {example.Title} ---"),
        new XElement(Dev + "code", example.Code),
        // Without an empty line, Get-Help puts the next example's title directly below this text.
        new XElement(Dev + "remarks", example.Remarks.Append(string.Empty).Select(text => new XElement(Maml + "para", text))));

    private static XElement Link(string text, string uri) =>
        new(Maml + "navigationLink", new XElement(Maml + "linkText", text), new XElement(Maml + "uri", uri));

    private static XElement Description(IEnumerable<string> texts) => new(Maml + "description", texts.Select(text => new XElement(Maml + "para", text)));
}
