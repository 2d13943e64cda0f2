namespace Plannr.Client.Reports;

/// <summary>Writes the HTML report: runs with errors first, then the others, newest first in each group. The content security policy allows only the report's own style sheet and script, by hash, so no data can run as a script.</summary>
internal sealed class AutomationReport(string title, DateTimeOffset madeAt) : IPlannrReport
{
    private static readonly string Style = Load("report.css");
    private static readonly string Script = Load("report.js");

    private readonly List<AutomationExecution> _runs = [];

    public int Count => _runs.Count;

    public void Add(AutomationExecution execution) => _runs.Add(execution.WithShortAccount());

    public Task WriteToAsync(Stream stream, CancellationToken cancellationToken)
    {
        // No byte order mark, because it would precede the doctype.
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 * 1024, leaveOpen: true) { NewLine = "\n" };
        var markup = new Markup(writer);
        List<AutomationExecution> runs = _runs.OrderByDescending(run => run.HasError).ThenByDescending(run => run.CreatedAt ?? DateTimeOffset.MinValue).ToList();
        var groups = new StatusGroups(runs);
        WriteHead(markup);
        WriteHeader(markup, runs);
        WriteFigures(markup, runs, groups);
        if (runs.Count == 0)
        {
            markup.WriteRaw(
                "<section class=\"card empty\"><h2>No executions</h2>\n<p>This report received no executions. That may be good news: a filter for failed executions "
                + "finds nothing if no execution failed. If you expected some, check the filters and dates of the command that created the report.</p></section>\n");
        }
        else
        {
            FailureSection.Write(markup, runs);
            ChartSection.Write(markup, RunsOverTime.Count(runs, groups), groups);
            RunTable.Write(markup, runs, groups);
        }

        markup.WriteRaw($"</main>\n<script>{Script}</script>\n</body>\n</html>\n");
        return Task.CompletedTask;
    }

    private void WriteHead(Markup markup)
    {
        markup.WriteRaw("<!DOCTYPE html>\n<html lang=\"en-GB\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        markup.WriteRaw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
            + $"style-src 'sha256-{Hash(Style)}'; script-src 'sha256-{Hash(Script)}'; base-uri 'none'; form-action 'none'\"/>\n");
        markup.WriteRaw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"color-scheme\" content=\"light dark\"/>\n");
        markup.Write($"<meta name=\"referrer\" content=\"no-referrer\"/>\n<title>{title}</title>\n<style>");
        markup.WriteRaw($"{Style}</style>\n</head>\n<body>\n<main>\n");
    }

    private void WriteHeader(Markup markup, List<AutomationExecution> runs)
    {
        markup.Write($"<header>\n<h1>{title}</h1>\n<p>");
        string[] firms = runs.Select(run => run.ConnectionName).OfType<string>().Distinct().OrderBy(name => name, StringComparer.OrdinalIgnoreCase).ToArray();
        if (firms.Length > 1 || firms is [not PlannrClientOptions.DefaultConnectionName])
        {
            markup.Write($"<span class=\"firms\">{string.Join(", ", firms)}</span><span class=\"dot\"> · </span>");
        }

        List<DateTimeOffset> dates = runs.Select(run => run.CreatedAt).OfType<DateTimeOffset>().ToList();
        if (dates.Count > 0)
        {
            string first = ChartSection.Day(dates.Min());
            string last = ChartSection.Day(dates.Max());
            markup.Write($"Executions created {(first == last ? $"on {first}" : $"from {first} to {last}")}<span class=\"dot\"> · </span>");
        }

        markup.Write($"<span class=\"made\">Report created <time datetime=\"{madeAt:yyyy-MM-ddTHH:mm:sszzz}\">{madeAt:d MMM yyyy HH:mm}</time></span></p>\n</header>\n");
    }

    private static void WriteFigures(Markup markup, List<AutomationExecution> runs, StatusGroups groups)
    {
        int withError = runs.Count(run => run.HasError);

        // Count by UUID if it is known, because two clients can have the same name.
        int accounts = runs.Select(run => run.AccountUuid?.ToString() ?? run.Account?.ToString()).Where(key => !string.IsNullOrEmpty(key)).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        int names = runs.Select(run => run.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        markup.WriteRaw("<section class=\"figures\" aria-label=\"Figures\">\n<dl>\n");
        WriteFigure("runs", "Executions", runs.Count, runs.Count == 0 ? "none in this report" : names == 1 ? "of one automation" : string.Format(CultureInfo.InvariantCulture, "of {0:N0} automations", names));
        WriteFigure(withError > 0 ? "errors bad" : "errors", "With errors", withError, runs.Count == 0 ? "no executions" : $"{Share(withError, runs.Count)} of all executions");
        WriteFigure("accounts", "Accounts", accounts, GetAccountNote());
        markup.WriteRaw("</dl>\n");
        if (runs.Count > 0)
        {
            WriteStates(markup, groups, runs.Count);
        }

        markup.WriteRaw("</section>\n");

        string GetAccountNote() => (runs.Count, accounts) switch
        {
            (0, _) => "no executions",
            (1, 0) => "not included with the execution",
            (1, _) => "in this execution",
            (_, 0) => "not included with the executions",
            _ => "in these executions",
        };

        void WriteFigure(string name, string label, int number, string note) =>
            markup.Write($"<div class=\"card figure {name}\"><dt>{label}</dt><dd><strong>{number}</strong> <small>{note}</small></dd></div>\n");
    }

    private static void WriteStates(Markup markup, StatusGroups groups, int total)
    {
        markup.WriteRaw("<div class=\"card states\"><h2>By status</h2><svg class=\"share\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        double x = 0;
        foreach (StatusGroup group in groups.All)
        {
            double width = 1000.0 * group.Count / total;
            markup.Write($"<rect class=\"{group.Class}\" x=\"{x:0.##}\" width=\"{width:0.##}\" height=\"10\"/>");
            x += width;
        }

        markup.WriteRaw("</svg>\n<ul class=\"legend\">");
        foreach (StatusGroup group in groups.All)
        {
            markup.Write($"<li><span class=\"c {group.Class}\">{group.Label}</span> <b>{group.Count}</b>");
            if (group.WithError > 0 && group.WithError < group.Count)
            {
                markup.Write($" <small>({group.WithError} with errors)</small>");
            }

            markup.WriteRaw("</li>");
        }

        markup.WriteRaw("</ul></div>\n");
    }

    private static string Share(int part, int whole) => (100.0 * part / whole) switch
    {
        > 0 and < 1 => "under 1%",
        > 99 and < 100 => "over 99%",
        double share => share.ToString("0", CultureInfo.InvariantCulture) + "%",
    };

    private static string Hash(string text) => Convert.ToBase64String(Fingerprint.Sha256(Encoding.UTF8.GetBytes(text)));

    private static string Load(string name)
    {
        using Stream stream = typeof(AutomationReport).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // Browsers normalise line endings to a line feed before they compute the hash.
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
