using System.Xml;

namespace Plannr.Client.Tests.Reports;

/// <summary>The contents of an HTML report. The report is parsed as XML; parsing fails if a tag is not closed or if unescaped data breaks the markup.</summary>
internal sealed class ReportPage
{
    private static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";

    private ReportPage(byte[] bytes)
    {
        Bytes = bytes;
        Source = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        using var reader = XmlReader.Create(new StringReader(Source), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        Root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
    }

    public byte[] Bytes { get; }

    public string Source { get; }

    public XElement Root { get; }

    /// <summary>The cells of each execution's first row. This row is always visible.</summary>
    public IReadOnlyList<string[]> Rows =>
        [.. Run().Select(body => body.Elements(Html + "tr").First().Elements(Html + "td").Select(cell => cell.Value).ToArray())];

    /// <summary>Returns the colour and texts of each step of an execution.</summary>
    public IReadOnlyList<string> Timeline(int run) =>
        [.. Run()[run].Descendants(Html + "li").Select(step => string.Join('|', step.Elements().Select(part => part.Value).Prepend((string)step.Attribute("class")!)))];

    public static ReportPage Of(params IEnumerable<AutomationExecution> executions) => Titled("Automation report", executions);

    public static ReportPage Titled(string title, params IEnumerable<AutomationExecution> executions)
    {
        IPlannrReport report = new PlannrClientFactory(new FakeTimeProvider(SampleExecutions.Noon(11).ToUniversalTime())).CreateReport(title, ".html");
        foreach (AutomationExecution execution in executions)
        {
            report.Add(execution);
        }

        using var stream = new MemoryStream();
        report.WriteToAsync(stream, CancellationToken.None).GetAwaiter().GetResult();
        return new ReportPage(stream.ToArray());
    }

    public IEnumerable<XElement> All(string name) => Root.Descendants(Html + name);

    public IEnumerable<XElement> OfClass(string name) =>
        Root.Descendants().Where(element => ((string?)element.Attribute("class") ?? string.Empty).Split(' ').Contains(name));

    /// <summary>Returns the number and the note of one of the figures at the top of the page.</summary>
    public string Figure(string name) => OfClass(name).Single(element => OfClass("figure").Contains(element)).Element(Html + "dd")!.Value;

    /// <summary>The rows of the table of numbers below the chart.</summary>
    public IReadOnlyList<string> Numbers =>
        [.. OfClass("numbers").Single().Descendants(Html + "tr").Select(row => string.Join(' ', row.Elements().Select(cell => cell.Value)))];

    /// <summary>The texts of the segments of the chart's bars.</summary>
    public IReadOnlyList<string> Bars => [.. OfClass("bars").Single().Elements(Html + "rect").Select(bar => bar.Value)];

    /// <summary>The notes below the chart.</summary>
    public IReadOnlyList<string> Notes =>
        [.. All("section").Single(section => (string?)section.Attribute("aria-labelledby") == "chart-heading").Elements(Html + "p").Select(note => note.Value)];

    /// <summary>The display text of each value in the state filter.</summary>
    public IReadOnlyDictionary<string, string> StateChoices =>
        All("option").Where(option => option.Value != "all").ToDictionary(option => (string?)option.Attribute("value") ?? option.Value, option => option.Value);

    /// <summary>The state of each row of the table.</summary>
    public IReadOnlyList<string> RowStates => [.. Run().Select(body => (string)body.Attribute("data-state")!)];

    public string Style => All("style").Single().Value;

    public string Script => All("script").Single().Value;

    public string Heading(string id) => Root.Descendants().Single(element => (string?)element.Attribute("id") == id).Value;

    private List<XElement> Run() => All("table").Single(table => (string?)table.Attribute("id") == "runs").Elements(Html + "tbody").ToList();
}
