namespace Plannr.PowerShell.Tests.Imports;

[Collection(ModuleSession.Collection)]
public sealed class ImportTests : IAsyncLifetime
{
    private const string Command = "Plannr.PowerShell.Imports.ImportPlannrDataCommand";
    private const string Uuid = "5c1e7f30-9a42-5d68-b7c1-20f4e83d6a01";
    private const string List = $"GET /api/v1/import?filter%5Buuid%5D={Uuid}&per_page=500";

    private static readonly string[] Steps = ["POST /api/v1/import", $"POST /api/v1/import/map/{Uuid}", $"POST /api/v1/import/start/{Uuid}", List];

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv");
    private readonly LeapingClock _clock = new();
    private string _created = "\"headers\":[\"First name\",\"EMail\",\"Born\"]";
    private Func<int, string> _state = _ => "\"status\":\"completed\"";
    private ServedSession _served = null!;
    private int _polls;

    private string[] Sent => [.. _served.Server.Requests.Select(request => request.ToString())];

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync(_clock);
        _served.Session.Set("File", _file);
        _served.Server.Override = request => RequestSession.Json(request switch
        {
            // Without the page count, the list would be read ahead, and the request for page 2 could arrive before it is cancelled.
            { Method: "GET" } => $$"""{"data":[{"uuid":"{{Uuid}}",{{_state(++_polls)}}}],"meta":{"current_page":1,"last_page":1} }""",
            { Path: "/api/v1/import" } => $$"""{"uuid":"{{Uuid}}",{{_created}}}""",
            _ => "[]",
        });
        Write("first_name,email,notes\nAda,ada@example.com,x\nBob,,\n");
    }

    public async Task DisposeAsync()
    {
        await _served.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public void File_is_validated_with_the_matching_headers()
    {
        _state = poll => poll < 3 ? "\"status\":\"processing\",\"total_jobs\":2,\"jobs_remaining\":1" : "\"status\":\"processing\",\"total_jobs\":2,\"jobs_remaining\":0,\"failed_jobs\":0";

        ScriptResult result = Import(string.Empty).ShouldSucceed();

        Assert.Equal([.. Steps, List, List], Sent);
        Assert.Matches("(?s)name=\"type\"\r\n\r\nclients\r\n.*name=\"mode\"\r\n\r\nvalidate\r\n", Part(0));
        Assert.Contains($"Content-Type: text/csv\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{Path.GetFileName(_file)}\"\r\n\r\nfirst_name,email,notes\nAda", Part(0), StringComparison.Ordinal);
        Assert.Equal("""{"headers":{"First name":"first_name","EMail":"email"}}""", Part(1));
        Assert.Equal(0, Assert.Single(result.As<PlannrImport>()).JobsRemaining);
        Assert.Equal(
            [
                "Columns with empty cells: 'email' (1 of 2), 'notes' (1 of 2). With -Mode store or update, an empty cell in a mapped column clears that field in Plannr.",
                "Columns that are not imported: 'notes'. Only columns that match a Plannr header are imported. To assign other columns, use -Map.",
            ],
            result.Warnings);
    }

    [Theory]
    [InlineData("\"mapping\":{\"First_Name\":null},\"headers\":[\"first_name\",\"email\"]", """{"headers":{"First_Name":"first_name"}}""")]
    [InlineData("\"mapping\":[],\"headers\":[]", """{"headers":{"first_name":"first_name","email":"email","notes":"notes"}}""")]
    public void Headers_are_taken_from_the_mapping_or_the_header_list_or_the_file(string created, string mapped)
    {
        _created = created;

        Import(string.Empty).ShouldSucceed();

        Assert.Equal(mapped, Part(1));
    }

    [Fact]
    public void Specified_mapping_is_sent_and_empty_cells_are_counted_only_in_its_columns()
    {
        ScriptResult result = Import("-Map ([ordered]@{ Given = 'FIRST_NAME'; Skipped = $null; 'E-mail' = 'email' }) -Mode update -Confirm:$false").ShouldSucceed();

        Assert.Equal("""{"headers":{"Given":"first_name","E-mail":"email"}}""", Part(1));
        Assert.Equal(
            [
                "Columns with empty cells: 'email' (1 of 2). An empty cell in a mapped column clears that field in Plannr.",
                "Columns that are not imported: 'notes'. Only the columns in -Map are imported.",
            ],
            result.Warnings);
    }

    [Fact]
    public void Failed_rows_are_returned_in_Errors_and_cause_a_warning()
    {
        _state = _ => $$"""
            "status":"completed_with_errors","total_jobs":2,"failed_jobs":2,"error_report":{"uuid":"{{Uuid}}","filename":"errors.csv","download_url":"{{_served.Server.BaseUri}}file/e"},
            "errors":[{"row":"2","errors":{"email":["Invalid."]},"name":"Bob"},"Row 3 is wrong."]
            """;

        ScriptResult result = Import(string.Empty).ShouldSucceed();

        PlannrImport import = Assert.Single(result.As<PlannrImport>());
        Assert.Equal(["email=Invalid.", "Row 3 is wrong."], import.Errors.Select(error => error.ToString()));
        Assert.Equal("Bob", import.Errors[0].AdditionalProperties["name"]);
        Assert.StartsWith("Failed rows: 2 of 2.", result.Warnings[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("store")]
    [InlineData("update")]
    public void Confirmation_is_required_to_store_or_update_and_WhatIf_sends_nothing(string mode)
    {
        // The host can't prompt, so the confirmation prompt causes an error.
        Assert.NotNull(Import($"-Mode {mode}").Terminating);
        Assert.Empty(Sent);

        Import($"-Mode {mode} -WhatIf").ShouldSucceed();
        Import("-WhatIf").ShouldSucceed();
        _served.Session.Run($"$WhatIfPreference = $true; Import-PlannrData $File clients; $WhatIfPreference = $false").ShouldSucceed();
        Assert.Empty(Sent);

        Import($"-Mode {mode} -Confirm:$false").ShouldSucceed();
        Assert.Equal(Steps, Sent);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("a,b\n", "no rows")]
    [InlineData("a,b\n\n\r\n", "no rows")]
    [InlineData("a,b, A \n1,2,3", "the header 'A' more than once")]
    [InlineData("a,,b\n1,2,3", "column 2 has no header")]
    [InlineData("a,b\n1,\"2", "in row 1 is not closed")]
    [InlineData("a,b\n1,2\n1,2,3", "row 2 has 3 cells, but there are 2 headers")]
    [InlineData("a\u0000,b\n1,2", "not UTF-8 text")]
    public void Invalid_csv_file_causes_an_error_before_any_request(string content, string message)
    {
        Write(content);

        ErrorRecord error = Import(string.Empty).ShouldHaveOneError();

        Assert.Equal("PlannrFileNotRead," + Command, error.FullyQualifiedErrorId);
        Assert.Contains(message, error.Exception.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Sent);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    public void File_that_is_not_UTF8_causes_an_error_before_any_request(string encoding)
    {
        File.WriteAllText(_file, "first_name\nZoë\n", Encoding.GetEncoding(encoding));

        Assert.Contains("it is not UTF-8", Import(string.Empty).ShouldHaveOneError().Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Sent);
    }

    [Theory]
    [InlineData("$null = $File; Import-PlannrData \"$File.none\" clients", "PlannrFileNotRead")]
    [InlineData("Import-PlannrData ([System.IO.Path]::GetTempPath()) clients", "PlannrFileNotRead")]
    [InlineData("Import-PlannrData $File clients -Map @{ a = 'none' }", "PlannrInvalidInput")]
    [InlineData("Import-PlannrData $File clients -Map @{ }", "PlannrInvalidInput")]
    public void Invalid_argument_causes_an_error_before_any_request(string script, string errorId)
    {
        Assert.Equal($"{errorId},{Command}", _served.Session.Run(script).ShouldHaveOneError().FullyQualifiedErrorId);
        Assert.Empty(Sent);
    }

    [Fact]
    public void Quoted_cells_can_contain_commas_and_line_breaks_and_quotation_marks()
    {
        Write("\uFEFF\"first, name\",\"e\"\"mail\"\r\n\"A\nB\",\"\"\r\nC\r\n");

        ScriptResult result = Import("-Map ([ordered]@{ a = 'first, name'; b = 'e\"mail' })").ShouldSucceed();

        Assert.Equal("""{"headers":{"a":"first, name","b":"e\"mail"}}""", Part(1));
        Assert.Contains("'e\"mail' (2 of 2)", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Import_is_not_started_without_a_matching_header()
    {
        _created = "\"headers\":[\"Provider\"]";

        ErrorRecord error = Import(string.Empty).ShouldHaveOneError();

        Assert.Equal("PlannrInvalidInput," + Command, error.FullyQualifiedErrorId);
        Assert.Contains("'Provider'", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(Steps[..1], Sent);
    }

    [Fact]
    public void Request_to_start_an_import_is_not_retried_if_its_response_is_lost()
    {
        _served.Server.Faults.Add(Fault.Reset().ForPath("/start/"));

        ErrorRecord error = Import(string.Empty).ShouldHaveOneError();

        Assert.Equal("PlannrUnknownOutcome," + Command, error.FullyQualifiedErrorId);
        Assert.Contains(Uuid, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(Steps[..3], Sent);
    }

    [Theory]
    [InlineData("\"status\":\"failed\"", "PlannrJobFailed", 1)]
    [InlineData("\"status\":\"biscuit\",\"total_jobs\":2,\"jobs_remaining\":1", "PlannrWaitTimeout", 0)]
    public void Failed_or_unfinished_import_causes_an_error(string state, string errorId, int records)
    {
        _state = _ => state;

        ScriptResult result = Import("-TimeoutSec 60");

        Assert.StartsWith(errorId + ",", result.ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(records, result.Output.Count);
    }

    [Fact]
    public void Piped_files_are_imported_one_by_one()
    {
        Write("first_name\nAda\n");

        Assert.Equal(2, _served.Session.Run("[pscustomobject]@{ FullName = $File }, [pscustomobject]@{ FullName = $File } | Import-PlannrData -Type clients").ShouldSucceed().Output.Count);
        Assert.Equal([.. Steps, .. Steps], Sent);
    }

    private void Write(string content) => File.WriteAllText(_file, content);

    private string Part(int request) => _served.Server.Requests[request].Body;

    private ScriptResult Import(string arguments) => _served.Session.Run($"Import-PlannrData $File clients {arguments}");
}
