namespace Plannr.Build.Help;

/// <summary>The XML documentation of the cmdlets and their output types.</summary>
internal sealed partial class XmlTexts(IEnumerable<XDocument> documents)
{
    // The compiler adds some types to every assembly, so a name can occur several times. The last occurrence is used.
    private readonly Dictionary<string, XElement> _members = documents
        .SelectMany(document => document.Descendants("member"))
        .GroupBy(member => (string)member.Attribute("name")!)
        .ToDictionary(same => same.Key, same => same.Last());

    public string SummaryOf(PropertyInfo property)
    {
        Type type = property.DeclaringType is { IsGenericType: true } generic ? generic.GetGenericTypeDefinition() : property.DeclaringType!;
        return Summary($"P:{type.FullName}.{property.Name}");
    }

    public string SummaryOf(Type type) => Summary($"T:{type.FullName}");

    public IReadOnlyList<string> RemarksOf(Type type) => [.. Elements(type, "remarks").SelectMany(Paragraphs)];

    public IReadOnlyList<ExampleHelp> ExamplesOf(Type type) =>
        [.. Elements(type, "example").Select(example => new ExampleHelp(
            (string?)example.Attribute("title") ?? string.Empty,
            CodeOf(example.Element("code")?.Value ?? string.Empty),
            Paragraphs(example),
            (string?)example.Attribute("run") != "no",
            (string?)example.Attribute("reason") ?? string.Empty))];

    public static string FirstSentence(string text) => Sentence().Match(text) is { Success: true } match ? match.Value : text;

    /// <exception cref="InvalidDataException">There are several summaries.</exception>
    private string Summary(string id)
    {
        XElement[] summaries = _members.TryGetValue(id, out XElement? member) ? [.. member.Elements("summary")] : [];
        return summaries.Length switch
        {
            0 => string.Empty,
            1 => Text(summaries[0]),
            // Several parts of a partial class can have a summary. Their order depends on the file names, so there is no reliable way to choose one.
            _ => throw new InvalidDataException($"{id} has several summaries. Write a summary for one part of the partial class, and comments for the others."),
        };
    }

    private IEnumerable<XElement> Elements(Type type, string name) =>
        _members.TryGetValue($"T:{type.FullName}", out XElement? member) ? member.Elements(name) : [];

    private static IReadOnlyList<string> Paragraphs(XElement element)
    {
        IEnumerable<string> texts = element.Elements("para").Any() ? element.Elements("para").Select(Text) : element.Element("code") is null ? [Text(element)] : [];
        return [.. texts.Where(text => text.Length > 0)];
    }

    private static string Text(XElement element) => Space().Replace(string.Concat(element.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => ((string?)see.Attribute("langword") ?? (string?)see.Attribute("cref") ?? string.Empty).Split('.', ':').Last(),
        XElement element => Text(element),
        _ => string.Empty,
    };

    /// <summary>Removes the common indentation of all lines.</summary>
    private static string CodeOf(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Trim('\n').TrimEnd().Split('\n');
        int indent = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join('\n', lines.Select(line => (line.Length < indent ? line : line[indent..]).TrimEnd()));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"^.*?[.](?=\s+[A-Z]|$)")]
    private static partial Regex Sentence();
}
