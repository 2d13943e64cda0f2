namespace Plannr.PowerShell.Tests.Files;

[Collection(ModuleSession.Collection)]
public sealed class SaveFileTests : IAsyncLifetime
{
    private const string Command = "Plannr.PowerShell.Files.SavePlannrFileCommand";
    private const string Account = "2066e7c6-feb1-4e00-b55a-8a0f91d47bad";

    private static readonly Guid Uuid = new("6f1d2b7e-3a48-5c90-8e15-b4a7c90d2e01");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plannr-save-");
    private readonly Dictionary<string, Func<HttpResponseMessage>> _responses = [];
    private ServedSession _served = null!;
    private SandboxServer _store = null!;

    private string[] Names => [.. _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public async Task InitializeAsync()
    {
        _served = await ServedSession.StartAsync();
        _store = await SandboxServer.StartAsync();
        _store.Override = _ => Text("from the store");
        _served.Session.Run($"Connect-Plannr -AccessToken $Token -BaseUri $Base -AccountUuid {Account}").ShouldSucceed();
        _served.Server.ClearRequests();
        _served.Server.Override = request => _responses.TryGetValue(request.Path, out Func<HttpResponseMessage>? response) ? response() : null;
        _served.Session.Set("Folder", _folder.FullName);
        _served.Session.Set("Uuid", Uuid);
    }

    public async Task DisposeAsync()
    {
        await _served.DisposeAsync();
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void File_on_the_server_of_the_connection_is_downloaded_with_the_token()
    {
        Serve("a.csv", FileUrl("x") + "?expires=1&signature=s%2Fs");

        ScriptResult result = Save("$Uuid -PassThru -Verbose").ShouldSucceed();

        Assert.Equal("a.csv", Assert.Single(result.As<FileInfo>()).Name);
        Assert.Equal("content", File.ReadAllText(Path.Combine(_folder.FullName, "a.csv")));
        Assert.Equal([$"/api/v1/file/{Uuid}", "/file/x?expires=1&signature=s%2Fs"], _served.Paths);
        Assert.All(_served.Server.Requests, request => Assert.Equal(("Bearer " + ServedSession.Token, Account), (request.Header("Authorization"), request.Header("X-PLANNR-ACCOUNT-UUID"))));
        Assert.DoesNotContain(result.Verbose, message => message.Contains("s%2Fs", StringComparison.Ordinal));
    }

    [Fact]
    public void File_on_another_server_is_downloaded_without_the_token_or_account()
    {
        Serve("a.csv", _store.BaseUri + "bucket/a?X-Amz-Signature=abc");

        ScriptResult result = Save("$Uuid -Verbose").ShouldSucceed();

        Assert.Equal("from the store", File.ReadAllText(Path.Combine(_folder.FullName, "a.csv")));
        AssertAnonymous(Assert.Single(_store.Requests), "/bucket/a");
        Assert.Contains(result.Verbose, message => message.Contains($"another server, {_store.BaseUri.ToString().TrimEnd('/')}; neither the token nor the account is sent to that server", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Verbose, message => message.Contains("abc", StringComparison.Ordinal));
    }

    [Fact]
    public void Only_one_redirect_to_another_server_is_followed_and_the_token_is_not_sent()
    {
        Serve("a.csv", FileUrl("x"));
        _responses["/file/x"] = () => Redirect(_store.BaseUri + "bucket/a");

        Save("$Uuid").ShouldSucceed();

        Assert.Equal("from the store", File.ReadAllText(Path.Combine(_folder.FullName, "a.csv")));
        AssertAnonymous(Assert.Single(_store.Requests), "/bucket/a");

        _store.Override = _ => Redirect(_store.BaseUri + "again");
        Assert.StartsWith("PlannrInvalidResponse,", Save("$Uuid -Force").ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(2, _store.Requests.Count);
        Assert.Equal("from the store", File.ReadAllText(Path.Combine(_folder.FullName, "a.csv")));
    }

    [Theory]
    [InlineData("http://files.example.com/a", false)]
    [InlineData("http://files.example.com/a", true)]
    [InlineData("ftp://files.example.com/a", false)]
    [InlineData("https://user:pass@files.example.com/a", false)]
    [InlineData("file:///etc/passwd", true)]
    public void Unsafe_download_url_is_rejected(string url, bool isRedirected)
    {
        Serve("a.csv", isRedirected ? FileUrl("x") : url);
        _responses["/file/x"] = () => Redirect(url);

        ErrorRecord error = Save("$Uuid").ShouldHaveOneError();

        Assert.Equal("PlannrInvalidResponse," + Command, error.FullyQualifiedErrorId);
        Assert.DoesNotContain("pass@", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(isRedirected ? 2 : 1, _served.Server.Requests.Count);
        Assert.Empty(Names);
    }

    [Theory]
    [InlineData("cut-off body", "PlannrNetworkError")]
    [InlineData("cut-off chunks", "PlannrNetworkError")]
    [InlineData("page", "PlannrInvalidResponse")]
    [InlineData("JSON", "PlannrInvalidResponse")]
    [InlineData("short", "PlannrInvalidResponse")]
    [InlineData("nothing", "PlannrInvalidResponse")]
    public void Damaged_download_causes_an_error_and_leaves_no_file(string damage, string errorId)
    {
        Serve("a.csv", FileUrl("x"), size: 7);
        _responses["/file/x"] = () => damage switch
        {
            "page" => RequestSession.Json("<html></html>", type: "text/html"),
            "JSON" => RequestSession.Json("""{"message":"Sign in."}"""),
            "short" => new HttpResponseMessage { Content = new StreamContent(new UnseekableStream("conte")) },
            "nothing" => new HttpResponseMessage(HttpStatusCode.NoContent),
            _ => Text("content"),
        };
        if (damage.StartsWith("cut-off", StringComparison.Ordinal))
        {
            _served.Server.Faults.Add((damage == "cut-off body" ? Fault.CutOffBody() : Fault.CutOffChunks()).ForPath("/file/x"));
        }

        ErrorRecord error = Save("$Uuid").ShouldHaveOneError();

        Assert.Equal($"{errorId},{Command}", error.FullyQualifiedErrorId);
        Assert.Equal(Uuid, error.TargetObject);
        Assert.Empty(Names);
    }

    [Theory]
    [InlineData("a.csv", "text/html", false)]
    [InlineData("a.HTML", "text/html", true)]
    [InlineData("a.csv", "application/json", true)]
    public void Web_page_for_a_file_of_unknown_type_is_saved_only_if_the_name_is_that_of_a_page(string name, string type, bool isSaved)
    {
        Serve(name, FileUrl("x"), type: null);
        _responses["/file/x"] = () => RequestSession.Json("<html></html>", type: type);

        ScriptResult result = Save("$Uuid");

        Assert.Equal(isSaved ? [] : ["PlannrInvalidResponse," + Command], result.Errors.Select(error => error.FullyQualifiedErrorId));
        Assert.Equal(isSaved ? [name] : [], Names);
    }

    [Fact]
    public void Files_with_the_same_name_are_numbered_and_an_existing_file_causes_an_error()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "old.csv"), "old");
        Guid[] uuids = [.. Enumerable.Range(1, 4).Select(number => new Guid(number, 0, 0, new byte[8]))];
        for (int i = 0; i < uuids.Length; i++)
        {
            Serve(i == 1 ? "old.csv" : "a.csv", FileUrl($"n{i}"), uuid: uuids[i], content: $"content {i}");
        }

        _served.Session.Set("Uuids", uuids);
        ScriptResult result = Save("-Uuid @($Uuids + $Uuids[0]) -ThrottleLimit 2");

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.Equal(("PlannrFileExists," + Command, ErrorCategory.ResourceExists), (error.FullyQualifiedErrorId, error.CategoryInfo.Category));
        Assert.Equal(["a (2).csv", "a (3).csv", "a.csv", "old.csv"], Names);
        Assert.Equal(["content 2", "content 3", "content 0", "old"], Names.Select(name => File.ReadAllText(Path.Combine(_folder.FullName, name))));

        Save("-Uuid $Uuids[1] -Force").ShouldSucceed();
        Assert.Equal("content 1", File.ReadAllText(Path.Combine(_folder.FullName, "old.csv")));
    }

    [Fact]
    public void Files_of_a_report_are_downloaded_from_their_urls_and_an_expired_url_is_renewed()
    {
        Serve("a.csv", FileUrl("fresh"));
        _responses[$"/api/v1/report/{Uuid}"] = () => RequestSession.Json($$"""
            {"uuid":"{{Uuid}}","files":[{"uuid":"{{Uuid}}","filename":"../a.csv","status":"uploaded","download_url":"{{FileUrl("old")}}"},{"filename":"b.csv","download_url":"{{FileUrl("b")}}"}]}
            """);
        _responses["/file/old"] = () => new HttpResponseMessage(HttpStatusCode.Forbidden);
        _responses["/file/b"] = () => Text("b");

        _served.Session.Run("Get-PlannrReport $Uuid | Save-PlannrFile -Destination $Folder -ThrottleLimit 1").ShouldSucceed();

        Assert.Equal([$"/api/v1/report/{Uuid}", "/file/old", $"/api/v1/file/{Uuid}", "/file/fresh", "/file/b"], _served.Paths);
        Assert.Equal(["a.csv", "b.csv"], Names);
    }

    [Theory]
    [InlineData("Get-PlannrReport $Uuid", "{}", 1)]
    [InlineData("[pscustomobject]@{ FileUuid = $Uuid }", "{}", 0)]
    [InlineData("Get-PlannrAccount $Uuid", "{}", 1)]
    [InlineData("$null", "{}", 1)]
    public void File_identified_by_a_row_is_saved_and_input_without_a_file_causes_an_error(string source, string report, int errors)
    {
        Serve("a.csv", FileUrl("x"));
        _responses[$"/api/v1/report/{Uuid}"] = () => RequestSession.Json(report.Replace("{}", $$"""{"uuid":"{{Uuid}}"}""", StringComparison.Ordinal));
        _responses[$"/api/v1/account/{Uuid}"] = () => RequestSession.Json($$"""{"uuid":"{{Uuid}}"}""");

        Assert.Equal(errors, _served.Session.Run($"{source} | Save-PlannrFile -Destination $Folder").Errors.Count);
        Assert.Equal(errors == 0 ? ["a.csv"] : [], Names);
    }

    [Fact]
    public void WhatIf_names_the_file_and_downloads_nothing()
    {
        Serve("a.csv", FileUrl("x"), size: 7);

        Save("$Uuid -WhatIf").ShouldSucceed();

        Assert.Contains("\"Save 7 bytes\" on target \"" + Path.Combine(_folder.FullName, "a.csv"), _served.Session.Host.TakeText(), StringComparison.Ordinal);
        Assert.Equal([$"/api/v1/file/{Uuid}"], _served.Paths);
    }

    [Fact]
    public void Missing_folder_terminates_the_command_before_any_request()
    {
        Assert.Equal("PlannrFileNotWritten," + Command, _served.Session.Run("Save-PlannrFile $Uuid \"$Folder/none\"").ShouldTerminate().FullyQualifiedErrorId);
        Assert.Empty(_served.Paths);
    }

    [Fact]
    public async Task Stopping_the_command_leaves_no_partial_file()
    {
        Serve("a.csv", FileUrl("x"));
        _served.Server.Faults.Add(Fault.SlowBody(new TaskCompletionSource().Task).ForPath("/file/x"));
        using RunningScript script = _served.Session.Start("Save-PlannrFile $Uuid $Folder -Verbose");
        await script.VerboseAsync("/file/x: 200");

        await script.StopAsync();
        _served.Session.Run("Disconnect-Plannr -All");

        Assert.True(SpinWait.SpinUntil(() => Names.Length == 0, TimeSpan.FromSeconds(30)));
    }

    private static void AssertAnonymous(RecordedRequest request, string path)
    {
        Assert.Equal(("GET", path), (request.Method, request.Path));
        Assert.All(["Authorization", "X-PLANNR-ACCOUNT-UUID", "Content-Type", "Referer", "Cookie"], name => Assert.Null(request.Header(name)));
        Assert.DoesNotContain(ServedSession.Token, string.Concat(request.Headers.SelectMany(header => header.Value)), StringComparison.Ordinal);
    }

    private static HttpResponseMessage Text(string text) => RequestSession.Json(text, type: "text/csv");

    private static HttpResponseMessage Redirect(string location) => new(HttpStatusCode.Found) { Headers = { Location = new Uri(location) } };

    private string FileUrl(string name) => $"{_served.Server.BaseUri}file/{name}";

    private ScriptResult Save(string arguments) => _served.Session.Run($"Save-PlannrFile {arguments} -Destination $Folder");

    private void Serve(string filename, string url, int? size = null, Guid? uuid = null, string content = "content", string? type = "text/csv")
    {
        string sent = size is null ? "null" : $"\"{size}\"";
        _responses[$"/api/v1/file/{uuid ?? Uuid}"] = () => RequestSession.Json(
            $$"""{"uuid":"{{uuid ?? Uuid}}","filename":"{{filename}}","type":{{JsonSerializer.Serialize(type)}},"size":{{sent}},"status":"uploaded","download_url":"{{url}}"}""");
        _responses[new Uri(url).AbsolutePath] = () => Text(content);
    }

    /// <summary>A body without a Content-Length.</summary>
    private sealed class UnseekableStream(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override bool CanSeek => false;
    }
}
