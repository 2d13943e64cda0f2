using System.Security.Cryptography;

namespace Plannr.Client.Reports;

/// <summary>Puts the page together, section by section, newest run first.</summary>
internal sealed class AutomationReport(string title, DateTimeOffset madeAt) : IPlannrReport
{
    /// <summary>Without a mark at the start, which would stand before the doctype; the page says what it is written in.</summary>
    private static readonly UTF8Encoding PlainUtf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly List<ReportRun> _runs = [];

    public int Count => _runs.Count;

    public void Add(AutomationExecution execution) => _runs.Add(ReportRun.Of(execution));

    public void WriteTo(Stream stream)
    {
        using var writer = new StreamWriter(stream, PlainUtf8, bufferSize: 16 * 1024, leaveOpen: true) { NewLine = "\n" };
        var markup = new Markup(writer);
        List<ReportRun> runs = _runs.OrderByDescending(run => run.CreatedAt ?? DateTimeOffset.MinValue).ToList();
        StatusGroups groups = StatusGroups.Of(runs);

        PageFrame.Open(markup, title);
        Header.Write(markup, title, runs, madeAt);
        Overview.Write(markup, runs, groups);
        if (runs.Count == 0)
        {
            EmptyNotice.Write(markup);
        }
        else
        {
            ChartSection.Write(markup, RunsOverTime.Of(runs, groups), groups);
            FailureSection.Write(markup, FailingStep.In(runs));
            RunTable.Write(markup, runs, groups);
        }

        PageFrame.Close(markup);
    }
}

/// <summary>
/// What stands around the sections: the head with the one style sheet, and the one script. The page's own policy allows these two by their
/// hash and nothing else, so no data could ever run as a script, and nothing is fetched.
/// </summary>
internal static class PageFrame
{
    private static readonly string Style = Load("report.css");
    private static readonly string Script = Load("report.js");

    public static void Open(Markup markup, string title) => markup
        .Raw("<!DOCTYPE html>\n<html lang=\"en-GB\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n")
        .Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-").Raw(HashOf(Style))
        .Raw("'; script-src 'sha256-").Raw(HashOf(Script)).Raw("'; base-uri 'none'; form-action 'none'\"/>\n")
        .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"color-scheme\" content=\"light dark\"/>\n")
        .Raw("<meta name=\"referrer\" content=\"no-referrer\"/>\n<title>").Text(title).Raw("</title>\n<style>").Raw(Style).Raw("</style>\n</head>\n<body>\n<main>\n");

    public static void Close(Markup markup) => markup.Raw("</main>\n<script>").Raw(Script).Raw("</script>\n</body>\n</html>\n");

    private static string HashOf(string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    private static string Load(string name)
    {
        using Stream stream = typeof(PageFrame).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // A browser takes every line ending for a line feed before it builds the hash.
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}

/// <summary>The title, the time that the runs span, and when the report was made.</summary>
internal static class Header
{
    public static void Write(Markup markup, string title, IReadOnlyList<ReportRun> runs, DateTimeOffset madeAt)
    {
        markup.Raw("<header>\n<h1>").Text(title).Raw("</h1>\n<p>");
        List<DateTimeOffset> dates = runs.Where(run => run.CreatedAt is not null).Select(run => run.CreatedAt!.Value).ToList();
        if (dates.Count > 0)
        {
            string first = When.Day(dates.Min());
            string last = When.Day(dates.Max());
            markup.Raw("Runs created ").Raw(first == last ? $"on {first}" : $"from {first} to {last}").Raw("<span class=\"dot\"> · </span>");
        }

        markup.Raw("<span class=\"made\">Report of <time datetime=\"").Raw(When.Iso(madeAt)).Raw("\">").Raw(When.Minute(madeAt)).Raw("</time></span></p>\n</header>\n");
    }
}

/// <summary>What stands in place of the chart and the table where there are no runs.</summary>
internal static class EmptyNotice
{
    public static void Write(Markup markup) => markup.Raw(
        "<section class=\"card empty\"><h2>No runs</h2>\n<p>No executions were given to this report. That may be good news: a filter for failed runs "
        + "finds nothing when nothing failed. If you expected some, look at the filters and the dates of the command that made the report.</p></section>\n");
}
