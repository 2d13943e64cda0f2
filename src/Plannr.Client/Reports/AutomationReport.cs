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
