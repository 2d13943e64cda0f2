namespace Plannr.PowerShell.Tests.Requests;

public sealed class OutFileTests : RequestTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plannr-download-");

    private string File => Path.Combine(_folder.FullName, "letter[1].docx");

    private string[] Names => [.. _folder.GetFiles().Select(file => file.Name)];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Api.Session.Set("File", File);
        Api.Respond("the whole document", type: "application/octet-stream");
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void The_body_is_written_unchanged_and_nothing_is_emitted()
    {
        ScriptResult result = Api.Run("Invoke-PlannrRequest v1/document -OutFile $File -StatusCodeVariable status -RHV headers; $status; $headers['content-type']").ShouldSucceed();

        Assert.Equal(["200", "application/octet-stream; charset=utf-8"], result.Output.Select(item => item.ToString()));
        Assert.Equal("the whole document", System.IO.File.ReadAllText(File));
        Assert.Equal(["letter[1].docx"], Names);
    }

    [Fact]
    public void An_existing_file_is_replaced_and_a_relative_path_is_resolved_against_the_current_location()
    {
        System.IO.File.WriteAllText(File, "something old that was much longer than the new");
        Api.Session.Set("Folder", _folder.FullName);

        Api.Run("$null = $ExecutionContext.SessionState.Path.SetLocation($Folder); Invoke-PlannrRequest POST v1/export -Body @{} -OutFile 'letter[1].docx'").ShouldSucceed();

        Assert.Equal("the whole document", System.IO.File.ReadAllText(File));
        Assert.Equal("POST", Api.Sent.Method);
    }

    [Theory]
    [InlineData("cut-off body")]
    [InlineData("cut-off chunks")]
    public void A_truncated_body_causes_an_error_and_the_old_file_is_kept(string fault)
    {
        System.IO.File.WriteAllText(File, "old");
        Api.Server.Faults.Add(fault == "cut-off body" ? Fault.CutOffBody() : Fault.CutOffChunks());

        ErrorRecord error = Api.Run("Invoke-PlannrRequest v1/document -OutFile $File").ShouldHaveOneError();

        Assert.Equal("PlannrNetworkError," + RequestSession.Command, error.FullyQualifiedErrorId);
        Assert.Equal("old", System.IO.File.ReadAllText(File));
        Assert.Equal(["letter[1].docx"], Names);
    }

    [Fact]
    public void A_GET_request_is_retried_after_a_truncated_response_but_a_POST_request_is_not()
    {
        Api.Connect(new LeapingClock(), retries: 2);
        Api.Server.Faults.Add(Fault.CutOffBody() with { Times = 2 });

        ScriptResult result = Api.Run("Invoke-PlannrRequest v1/document -OutFile $File -Verbose").ShouldSucceed();

        Assert.Equal("the whole document", System.IO.File.ReadAllText(File));
        Assert.Equal(3, Api.Server.Requests.Count);
        Assert.Contains(result.Verbose, message => message.Contains("attempt 3 of 3", StringComparison.Ordinal));

        Api.Server.ClearRequests();
        Api.Server.Faults.Add(Fault.CutOffBody());
        Api.Run("Invoke-PlannrRequest POST v1/export -OutFile $File").ShouldHaveOneError();
        Assert.Single(Api.Server.Requests);
        Assert.Equal(["letter[1].docx"], Names);
    }

    [Theory]
    [InlineData("", "Try again. If the problem persists, check the network and the proxy.")]
    [InlineData("POST", "The server may have processed the request. Check this in Plannr before you send the request again.")]
    public async Task A_stalled_body_causes_an_error_after_the_attempt_timeout(string method, string advice)
    {
        var clock = new ArmedClock();
        Api.Connect(clock, retries: 0);
        Api.Server.Faults.Add(Fault.SlowBody(new TaskCompletionSource().Task));
        using RunningScript script = Api.Session.Start($"Invoke-PlannrRequest {method} v1/document -OutFile $File");

        // The first read returns the first half; the second waits for the rest.
        await clock.WaitAsync().OrFail();
        await clock.WaitAsync().OrFail();
        clock.Advance(TimeSpan.FromSeconds(100));

        ErrorRecord error = (await script.EndAsync()).ShouldHaveOneError();
        Assert.True(Assert.IsType<PlannrNetworkException>(error.Exception).IsTimeout);
        Assert.Contains("sent no data for 100 s", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(advice, error.ErrorDetails.RecommendedAction);
        Assert.Empty(Names);
    }

    [Fact]
    public async Task Ctrl_C_leaves_no_partial_file_and_keeps_the_old_one()
    {
        System.IO.File.WriteAllText(File, "old");
        Api.Server.Faults.Add(Fault.SlowBody(new TaskCompletionSource().Task));
        using RunningScript script = Api.Session.Start("Invoke-PlannrRequest v1/document -OutFile $File -Verbose");
        await script.VerboseAsync(": 200");

        await script.StopAsync();

        Assert.Equal(["letter[1].docx"], Names);
        Assert.Equal("old", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void An_API_error_is_not_written_to_the_file()
    {
        System.IO.File.WriteAllText(File, "old");
        Api.Respond("""{"message":"No such document."}""", HttpStatusCode.NotFound);

        Assert.Equal("PlannrNotFound," + RequestSession.Command, Api.Run("Invoke-PlannrRequest v1/document -OutFile $File").ShouldHaveOneError().FullyQualifiedErrorId);
        Assert.Equal("No such document.", Api.Run("(Invoke-PlannrRequest v1/document -OutFile $File -SkipHttpErrorCheck).message").ShouldSucceed().Output.Single().ToString());
        Assert.Equal("old", System.IO.File.ReadAllText(File));
        Assert.Equal(["letter[1].docx"], Names);
    }

    [Theory]
    [InlineData("$Folder")]
    [InlineData("\"$Folder/none/x\"")]
    [InlineData("'env:x'")]
    [InlineData("'nodrive:x'")]
    [InlineData("$ReadOnly")]
    public void An_unwritable_file_causes_an_error_before_anything_is_sent(string path)
    {
        string readOnly = Path.Combine(_folder.FullName, "read-only");
        System.IO.File.WriteAllText(readOnly, "old");
        System.IO.File.SetAttributes(readOnly, FileAttributes.ReadOnly);
        Api.Session.Set("ReadOnly", readOnly);
        Api.Session.Set("Folder", _folder.FullName);

        ErrorRecord error = Api.Run($"Invoke-PlannrRequest POST v1/export -OutFile {path}").ShouldTerminate();

        Assert.Equal("PlannrFileNotWritten," + RequestSession.Command, error.FullyQualifiedErrorId);
        Assert.Empty(Api.Server.Requests);
        System.IO.File.SetAttributes(readOnly, FileAttributes.Normal);
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Api.Run("Invoke-PlannrRequest v1/document -OutFile $File -WhatIf").ShouldSucceed();

        Assert.Empty(Names);
        Assert.Empty(Api.Server.Requests);
    }

    /// <summary>Signals whenever a download starts the timeout timer for a read.</summary>
    private sealed class ArmedClock : FakeTimeProvider
    {
        private readonly SemaphoreSlim _armed = new(0);

        public Task WaitAsync() => _armed.WaitAsync();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            ITimer timer = base.CreateTimer(callback, state, dueTime, period);
            return callback.Method.DeclaringType!.FullName!.Contains("Downloader", StringComparison.Ordinal) ? new ArmedTimer(timer, _armed) : timer;
        }
    }

    private sealed class ArmedTimer(ITimer timer, SemaphoreSlim armed) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool changed = timer.Change(dueTime, period);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                armed.Release();
            }

            return changed;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
