namespace Plannr.PowerShell.Tests.Requests;

public sealed class FormTests : RequestTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plannr-form-");

    private string File => Path.Combine(_folder.FullName, "Zoë's \"list\".csv");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        System.IO.File.WriteAllText(File, "name\r\nZoë\r\n");
        Api.Session.Set("File", new FileInfo(File));
        Api.Session.Set("Folder", _folder);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Fields_and_files_are_sent_as_multipart_form_data()
    {
        Api.Run("Invoke-PlannrRequest POST v1/import -Form ([ordered]@{ type = 'clients'; none = $null; ids = 1, 2; flag = $true; tag = @{ a = 'Zoë' }; file = $File })").ShouldSucceed();

        string contentType = Api.Sent.Header("Content-Type")!;
        Assert.StartsWith("multipart/form-data; boundary=\"", contentType, StringComparison.Ordinal);
        string boundary = contentType.Split('"')[1];
        string expected = string.Concat(
            Part("type", "clients"), Part("ids", "1"), Part("ids", "2"), Part("flag", "true"), Part("tag[a]", "Zoë"),
            $"--{boundary}\r\nContent-Type: text/csv\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Zoë's %22list%22.csv\"\r\n\r\nname\r\nZoë\r\n\r\n--{boundary}--\r\n");
        Assert.Equal(("POST", "/api/v1/import", expected), (Api.Sent.Method, Api.Sent.Path, Api.Sent.Body));
        Assert.Equal(Encoding.UTF8.GetByteCount(expected).ToString(CultureInfo.InvariantCulture), Api.Sent.Header("Content-Length"));
        Assert.Equal("Bearer " + ServedSession.Token, Api.Sent.Header("Authorization"));

        string Part(string name, string text) => $"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n";
    }

    [Theory]
    [InlineData("letter.PDF", "application/pdf")]
    [InlineData("letter", "application/octet-stream")]
    [InlineData("data.unknown", "application/octet-stream")]
    public void The_content_type_of_a_file_is_determined_by_its_extension(string name, string type)
    {
        string path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, "x");
        Api.Session.Set("One", new FileInfo(path));

        Api.Run("Invoke-PlannrRequest PUT v1/file -Form @{ file = $One }").ShouldSucceed();

        Assert.Contains($"\r\nContent-Type: {type}\r\n", Api.Sent.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Form @{ file = [System.IO.FileInfo]\"$Folder/none.csv\" }", "PlannrFileNotRead", "can't be read")]
    [InlineData("-Form @{ file = $Folder }", "PlannrFileNotRead", "is a folder")]
    [InlineData("-Form @{ file = $File } -Body @{ a = 1 }", "PlannrInvalidRequest", "-Form can't be used with -Body")]
    [InlineData("-Form @{ }", "PlannrInvalidRequest", "no fields")]
    [InlineData("-Form @{ a = { 1 } }", "PlannrInvalidRequest", "'a' in -Form")]
    [InlineData("-Form @{ '' = 1 }", "PlannrInvalidRequest", "empty")]
    [InlineData("-Form @{ a = 1 } -Method GET", "PlannrInvalidRequest", "A GET request can't have a form")]
    [InlineData("-Form @{ a = 1 } -Method DELETE", "PlannrInvalidRequest", "A DELETE request can't have a form")]
    public void An_invalid_form_causes_an_error_before_anything_is_sent(string arguments, string errorId, string message)
    {
        string method = arguments.Contains("-Method", StringComparison.Ordinal) ? string.Empty : "-Method POST";
        ErrorRecord error = Api.Run($"Invoke-PlannrRequest v1/import {method} {arguments}").ShouldTerminate();

        Assert.Equal($"{errorId},{RequestSession.Command}", error.FullyQualifiedErrorId);
        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.Empty(Api.Server.Requests);
    }

    [Fact]
    public void A_form_cannot_be_combined_with_a_body_from_the_pipeline()
    {
        Api.Run("@{ a = 1 } | Invoke-PlannrRequest POST v1/import -Form @{ a = 1 }").ShouldTerminate();

        Assert.Empty(Api.Server.Requests);
    }

    [Fact]
    public void A_locked_file_causes_an_error_before_anything_is_sent()
    {
        using FileStream locked = System.IO.File.Open(File, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        ErrorRecord error = Api.Run("Invoke-PlannrRequest POST v1/import -Form @{ file = $File }").ShouldTerminate();

        Assert.Equal(("PlannrFileNotRead," + RequestSession.Command, ErrorCategory.ReadError), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        Assert.Empty(Api.Server.Requests);
    }

    [Fact]
    public void A_rate_limited_form_is_retried_with_the_whole_file()
    {
        Api.Connect(new LeapingClock(), retries: 2);
        Api.Server.Faults.Add(Fault.Status(429).Once());

        Api.Run("Invoke-PlannrRequest POST v1/import -Form @{ file = $File }").ShouldSucceed();

        Assert.Equal(2, Api.Server.Requests.Count);
        Assert.Single(Api.Server.Requests.Select(request => request.Body).Distinct());
        Assert.Contains("Zoë\r\n", Api.Server.Requests[1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "PlannrUnknownOutcome")]
    [InlineData("PUT", "PlannrNetworkError")]
    public void A_form_whose_response_is_lost_is_not_retried(string method, string errorId)
    {
        Api.Connect(new LeapingClock(), retries: 2);
        Api.Server.Faults.Add(Fault.Reset());

        ErrorRecord error = Api.Run($"Invoke-PlannrRequest {method} v1/import -Form @{{ file = $File }}").ShouldHaveOneError();

        Assert.Equal($"{errorId},{RequestSession.Command}", error.FullyQualifiedErrorId);
        Assert.Single(Api.Server.Requests);
    }

    [Fact]
    public void After_a_server_error_the_outcome_of_a_form_is_reported_as_unknown()
    {
        Api.Connect(new LeapingClock(), retries: 2);
        Api.Respond("{}", HttpStatusCode.BadGateway);

        Assert.StartsWith("PlannrUnknownOutcome,", Api.Run("Invoke-PlannrRequest POST v1/import -Form @{ file = $File }").ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Single(Api.Server.Requests);
        Api.Run("Invoke-PlannrRequest POST v1/import -Form @{ file = $File } -SkipHttpErrorCheck").ShouldSucceed();
    }

    [Fact]
    public void WhatIf_names_the_files_with_their_sizes_and_sends_nothing()
    {
        ScriptResult result = Api.Run("Invoke-PlannrRequest POST v1/import -Form @{ file = $File } -WhatIf").ShouldSucceed();

        Assert.Contains("POST with Zoë's \"list\".csv (12 bytes)", Api.Session.Host.TakeText(), StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Empty(Api.Server.Requests);
    }

    [Fact]
    public void Debug_messages_contain_no_file_content()
    {
        ScriptResult result = Api.Run("Invoke-PlannrRequest POST v1/import -Form @{ file = $File } -Debug").ShouldSucceed();

        Assert.Contains(result.Debug, message => message.Contains("multipart/form-data", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Debug, message => message.Contains("Zoë", StringComparison.Ordinal));
    }
}
