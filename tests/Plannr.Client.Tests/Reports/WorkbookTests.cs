using System.IO.Compression;
using ExcelDataReader;

namespace Plannr.Client.Tests.Reports;

/// <summary>Tests the contents of workbooks, which an independent library reads, and the bytes of CSV files.</summary>
public sealed class WorkbookTests
{
    private const string Uuid = "00000000-0000-4000-8000-000000000001";

    internal static AutomationExecution Failed { get; } = new()
    {
        ConnectionName = "North",
        Uuid = new Guid(Uuid),
        Name = "=cmd|' /C calc'!A0",
        Status = "failed",
        TriggeredBy = "client.created",
        Account = new Account { Uuid = new Guid(Uuid), Name = "Ada, \"the first\" Example" },
        CreatedAt = new DateTimeOffset(2026, 5, 19, 17, 31, 18, TimeSpan.Zero),
        UpdatedAt = new DateTimeOffset(2026, 12, 1, 10, 0, 0, TimeSpan.Zero),
        Steps = new ResourceList<AutomationStep>(
        [
            new AutomationStep { Position = 1, Name = "Send SMS", Status = "completed", ExecutedAt = new DateTimeOffset(2026, 5, 19, 18, 32, 18, TimeSpan.FromHours(1)) },
            new AutomationStep
            {
                Position = 2, Name = "+Call", Status = "failed", ExecutedAt = new DateTimeOffset(2026, 5, 20, 20, 31, 18, TimeSpan.FromHours(1)), Errors = new ResourceList<string>(["no\u0001 phone", "-2"]), Info = "a\nb",
            },
        ]),
    };

    /// <summary>Registers code pages, because the reader requests a Windows code page even for files without one.</summary>
    static WorkbookTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public async Task Workbook_has_typed_cells_in_its_executions_and_steps_and_summary_sheets()
    {
        Dictionary<string, object?[][]> sheets = Read(await WriteAsync(".xlsx", Failed, new AutomationExecution { Name = "B", Status = "in_progress" }));

        Assert.Equal(["Executions", "Steps", "Summary"], sheets.Keys);
        Assert.Equal(
            [
                "failed", "=cmd|' /C calc'!A0", "Ada, \"the first\" Example", "client.created", new DateTime(2026, 5, 19, 18, 31, 18), new DateTime(2026, 12, 1, 10, 0, 0),
                new DateTime(2026, 5, 20, 20, 31, 18), TimeSpan.FromHours(26), 2d, 1d, "+Call", new DateTime(2026, 5, 20, 20, 31, 18), "no phone; -2", Uuid, Uuid, "North",
            ],
            sheets["Executions"][1]);
        Assert.Equal(["in_progress", "B", null, null, null, null, null, null, 0d, 0d, null, null, null, null, null, null], sheets["Executions"][2]);
        Assert.Equal(["ExecutionUuid", "ExecutionName", "ExecutionStatus"], sheets["Steps"][0].Take(3));
        Assert.Equal([2d, "+Call", "failed", new DateTime(2026, 5, 20, 20, 31, 18)], sheets["Steps"][2].Skip(6).Take(4));
        Assert.Equal([true, "no phone; -2", "a\nb", "North"], sheets["Steps"][2].Skip(11));
        Assert.Contains(sheets["Summary"], row => row[0] is "failed" && row[1] is 1d);
        Assert.Contains(sheets["Summary"], row => row[0] is "=cmd|' /C calc'!A0" && row[1] is 1d && row[2] is 1d);
        Assert.Contains(sheets["Summary"], row => row[0] is "+Call" && row[1] is 1d && row[2] is "no phone");
    }

    [Fact]
    public async Task Workbook_has_a_frozen_header_with_a_filter_and_no_formulas()
    {
        using var archive = new ZipArchive(new MemoryStream(await WriteAsync(".xlsx", Failed)));
        string[] sheets = [.. archive.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).Select(ReadAll)];

        Assert.Equal(3, sheets.Length);
        Assert.All(sheets, sheet => Assert.DoesNotContain("<f>", sheet, StringComparison.Ordinal));
        Assert.All(sheets[..2], sheet => Assert.Contains("state=\"frozen\"", sheet, StringComparison.Ordinal));
        Assert.Contains("<autoFilter ref=\"A1:P1048576\"", sheets[0], StringComparison.Ordinal);
        Assert.Contains("<cols>", sheets[0], StringComparison.Ordinal);

        static string ReadAll(ZipArchiveEntry entry)
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }
    }

    [Fact]
    public async Task Workbook_without_executions_has_headings()
    {
        Dictionary<string, object?[][]> sheets = Read(await WriteAsync(".XLSX"));

        Assert.Single(sheets["Executions"]);
        Assert.Single(sheets["Steps"]);
    }

    [Fact]
    public async Task Text_too_long_for_a_cell_is_truncated()
    {
        string name = new string('x', 32_765) + "\U0001F600\U0001F600";

        string cell = Assert.IsType<string>(Read(await WriteAsync(".xlsx", new AutomationExecution { Name = name }))["Executions"][1][1]);

        Assert.Equal(new string('x', 32_765) + "…", cell);
    }

    [Fact]
    public async Task Csv_has_a_byte_order_mark_and_escaped_formulas_and_times_in_Excel_format()
    {
        byte[] bytes = await WriteAsync(".csv", Failed);

        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(
            "ExecutionUuid,ExecutionName,ExecutionStatus,TriggeredBy,AccountUuid,AccountName,Position,Name,Status,ExecutedAt,Duration,HasError,Error,Info,ConnectionName\r\n"
            + $"{Uuid},'=cmd|' /C calc'!A0,failed,client.created,{Uuid},\"Ada, \"\"the first\"\" Example\",1,Send SMS,completed,2026-05-19 18:32:18,60,False,,,North\r\n"
            + $"{Uuid},'=cmd|' /C calc'!A0,failed,client.created,{Uuid},\"Ada, \"\"the first\"\" Example\",2,'+Call,failed,2026-05-20 20:31:18,93540,True,no\u0001 phone; -2,\"a\nb\",North\r\n",
            Encoding.UTF8.GetString(bytes[3..]));
    }

    private static async Task<byte[]> WriteAsync(string extension, params AutomationExecution[] executions)
    {
        IPlannrReport report = new PlannrClientFactory().CreateReport("Automation report", extension);
        foreach (AutomationExecution execution in executions)
        {
            report.Add(execution);
        }

        using var stream = new MemoryStream();
        await report.WriteToAsync(stream, CancellationToken.None);
        return stream.ToArray();
    }

    private static Dictionary<string, object?[][]> Read(byte[] workbook)
    {
        using IExcelDataReader reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(workbook));
        var sheets = new Dictionary<string, object?[][]>();
        do
        {
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) is TimeSpan span ? TimeSpan.FromSeconds(Math.Round(span.TotalSeconds)) : reader.GetValue(i))]);
            }

            sheets.Add(reader.Name, [.. rows]);
        }
        while (reader.NextResult());
        return sheets;
    }
}
