using System.Drawing;
using SpreadCheetah;
using SpreadCheetah.Metadata;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace Plannr.Client.Reports;

/// <summary>Writes an Excel workbook with sheets for runs, steps and a summary. Text is never written as a formula.</summary>
internal sealed class WorkbookReport(string title, DateTimeOffset madeAt) : RowReport
{
    private const int MostRows = 1_048_576;
    private const int LongestText = 32_767;
    private const int MostCauses = 1000;

    private static readonly double[] RunWidths = [14, 40, 28, 20, 19, 19, 19, 11, 7, 10, 28, 19, 60, 38, 38, 16];
    private static readonly double[] StepWidths = [38, 40, 14, 20, 38, 28, 9, 30, 14, 19, 11, 9, 60, 60, 16];

    private readonly Dictionary<string, int> _states = [];
    private readonly Dictionary<string, (int Runs, int Errors)> _names = [];
    private readonly Dictionary<(string Step, string Error), int> _causes = [];

    protected override void Summarize(AutomationExecution execution)
    {
        string state = StatusGroups.GetLabel(execution.Status);
        _states[state] = _states.TryGetValue(state, out int count) ? count + 1 : 1;
        string name = execution.Name ?? string.Empty;
        (int runs, int errors) = _names.TryGetValue(name, out var counts) ? counts : default;
        _names[name] = (runs + 1, errors + (execution.HasError ? 1 : 0));
        foreach (AutomationStep step in execution.Steps.Where(step => step.HasError))
        {
            var cause = (step.Name ?? string.Empty, step.Errors.Count == 0 ? string.Empty : step.Errors[0]);
            if (_causes.TryGetValue(cause, out int times) || _causes.Count < MostCauses)
            {
                _causes[cause] = times + 1;
            }
        }
    }

    protected override async Task WriteRowsAsync(Stream stream, CancellationToken cancellationToken)
    {
        var options = new SpreadCheetahOptions { DefaultDateTimeFormat = null, DocumentProperties = new DocumentProperties { Title = title } };
        using Spreadsheet book = await Spreadsheet.CreateNewAsync(stream, options, cancellationToken).ConfigureAwait(false);
        var styles = new WorkbookStyles(book);
        await WriteSheetAsync(book, styles, "Executions", RunColumns, RunWidths, Runs, stateColumns: [0], cancellationToken).ConfigureAwait(false);
        await WriteSheetAsync(book, styles, "Steps", StepColumns, StepWidths, Steps, stateColumns: [2, 8], cancellationToken).ConfigureAwait(false);
        await WriteSummaryAsync(book, styles, cancellationToken).ConfigureAwait(false);
        await book.FinishAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes rows to a sheet, and to further sheets if there are more rows than a sheet can hold.</summary>
    private static async Task WriteSheetAsync(
        Spreadsheet book, WorkbookStyles styles, string name, string[] columns, double[] widths, RowSpool rows, int[] stateColumns, CancellationToken cancellationToken)
    {
        int sheet = 0;
        int left = 0;
        foreach (object?[] row in rows.Read().DefaultIfEmpty([]))
        {
            if (left == 0)
            {
                left = MostRows - 1;
                await StartAsync(book, styles, ++sheet == 1 ? name : $"{name} {sheet}", columns, widths, cancellationToken).ConfigureAwait(false);
            }

            if (row.Length > 0)
            {
                left--;
                Cell[] cells = [.. row.Select((value, column) => CreateCell(value, styles, isState: stateColumns.Contains(column)))];
                await book.AddRowAsync(cells, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task StartAsync(Spreadsheet book, WorkbookStyles styles, string name, string[] columns, double[] widths, CancellationToken cancellationToken)
    {
        var options = new WorksheetOptions { FrozenRows = 1, AutoFilter = new AutoFilterOptions($"A1:{(char)('A' + columns.Length - 1)}{MostRows}") };
        for (int i = 0; i < widths.Length; i++)
        {
            options.Column(i + 1).Width = widths[i];
        }

        await book.StartWorksheetAsync(name, options, cancellationToken).ConfigureAwait(false);
        await book.AddHeaderRowAsync(columns, styles.Heading, cancellationToken).ConfigureAwait(false);
    }

    private async Task WriteSummaryAsync(Spreadsheet book, WorkbookStyles styles, CancellationToken cancellationToken)
    {
        var options = new WorksheetOptions();
        options.Column(1).Width = 50;
        options.Column(2).Width = 14;
        options.Column(3).Width = 14;
        await book.StartWorksheetAsync("Summary", options, cancellationToken).ConfigureAwait(false);
        await AddAsync(true, title).ConfigureAwait(false);
        await AddAsync(false, "Report created", BritishTime.From(madeAt).DateTime).ConfigureAwait(false);
        await AddAsync(false, "Executions", Count).ConfigureAwait(false);
        await AddAsync(false).ConfigureAwait(false);
        await AddAsync(true, "Status", "Executions").ConfigureAwait(false);
        foreach (KeyValuePair<string, int> state in _states.OrderByDescending(state => state.Value).ThenBy(state => state.Key, StringComparer.Ordinal))
        {
            await AddAsync(false, state.Key, state.Value).ConfigureAwait(false);
        }

        await AddAsync(false).ConfigureAwait(false);
        await AddAsync(true, "Automation", "Executions", "With errors").ConfigureAwait(false);
        foreach (KeyValuePair<string, (int Runs, int Errors)> name in _names.OrderByDescending(name => name.Value.Errors).ThenBy(name => name.Key, StringComparer.Ordinal))
        {
            await AddAsync(false, name.Key, name.Value.Runs, name.Value.Errors).ConfigureAwait(false);
        }

        await AddAsync(false).ConfigureAwait(false);
        await AddAsync(true, "Failed step", "Count", "First error").ConfigureAwait(false);
        foreach (KeyValuePair<(string Step, string Error), int> cause in _causes.OrderByDescending(cause => cause.Value).ThenBy(cause => cause.Key.Step, StringComparer.Ordinal))
        {
            await AddAsync(false, cause.Key.Step, cause.Value, cause.Key.Error).ConfigureAwait(false);
        }

        async Task AddAsync(bool isHeading, params object?[] values) => await book.AddRowAsync(
            [.. values.Select(value => isHeading ? new Cell(value as string, styles.Heading) : CreateCell(value, styles, isState: false))], cancellationToken).ConfigureAwait(false);
    }

    private static Cell CreateCell(object? value, WorkbookStyles styles, bool isState) => value switch
    {
        string text => new Cell(Clean(text), isState ? styles.ForState(text) : null),
        int number => new Cell(number),
        bool flag => new Cell(flag),
        DateTime time => new Cell(time, styles.Time),
        TimeSpan span => new Cell(span.TotalDays, styles.Duration),
        _ => new Cell((string?)null),
    };

    /// <summary>Removes characters that XML does not allow, and truncates text that is too long for a cell.</summary>
    private static string Clean(string text)
    {
        if (text.Length > LongestText)
        {
            text = text.Substring(0, char.IsHighSurrogate(text[LongestText - 2]) ? LongestText - 2 : LongestText - 1) + "…";
        }

        return text.All(IsAllowed) ? text : new string([.. text.Where(IsAllowed)]);
    }

    private static bool IsAllowed(char letter) => letter is '\t' or '\n' or '\r' || (letter >= ' ' && letter is not ('\uFFFE' or '\uFFFF'));

    /// <summary>The styles of the cells. A state has the same colour in every workbook.</summary>
    private sealed class WorkbookStyles(Spreadsheet book)
    {
        private readonly StyleId _failed = AddColour(book, 0xFFC7CE, 0x9C0006);
        private readonly StyleId _completed = AddColour(book, 0xC6EFCE, 0x006100);
        private readonly StyleId _running = AddColour(book, 0xDDEBF7, 0x1F4E78);
        private readonly StyleId _other = AddColour(book, 0xEDEDED, 0x404040);

        public StyleId Heading { get; } = book.AddStyle(new Style { Font = { Bold = true } });

        public StyleId Time { get; } = book.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd hh:mm:ss") });

        public StyleId Duration { get; } = book.AddStyle(new Style { Format = NumberFormat.Custom("[h]:mm:ss") });

        public StyleId ForState(string state) =>
            AutomationStatus.IsFailed(state) ? _failed
            : AutomationStatus.IsCompleted(state) ? _completed
            : AutomationStatus.IsRunning(state) ? _running
            : _other;

        private static StyleId AddColour(Spreadsheet book, int fill, int text) => book.AddStyle(new Style
        {
            Fill = { Color = Color.FromArgb(255, Color.FromArgb(fill)) },
            Font = { Color = Color.FromArgb(255, Color.FromArgb(text)) },
        });
    }
}
