using System.Runtime.Versioning;

namespace Plannr.PowerShell.Tests.Requests;

/// <summary>The -OutFile parameter with existing files, links and pipes, and with paths that cannot be written to.</summary>
public sealed class OutFileTargetTests : RequestTests
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string NotWritten = "PlannrFileNotWritten," + RequestSession.Command;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plannr-target-");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Api.Respond("new", type: "application/octet-stream");
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [UnixTheory("Windows has no file modes.")]
    [UnsupportedOSPlatform("windows")]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)]
    public void Replaced_file_keeps_its_mode_and_the_temporary_file_is_private(UnixFileMode mode)
    {
        string file = WriteOld("letter.docx");
        File.SetUnixFileMode(file, mode);
        UnixFileMode[] modes = [];
        Api.Server.Override = _ =>
        {
            modes = [.. _folder.GetFiles().OrderByDescending(each => each.Name).Select(each => each.UnixFileMode)];
            return RequestSession.Json("new");
        };

        Run(file).ShouldSucceed();

        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal(mode, File.GetUnixFileMode(file));
        Assert.Equal([mode, Private], modes);
    }

    [UnixFact("Windows has no file modes.")]
    [UnsupportedOSPlatform("windows")]
    public void New_file_gets_its_mode_from_the_umask_and_its_temporary_file_is_private()
    {
        File.WriteAllText(At("other"), string.Empty);
        UnixFileMode usual = File.GetUnixFileMode(At("other"));
        File.Delete(At("other"));
        UnixFileMode[] modes = [];
        Api.Server.Override = _ =>
        {
            modes = [.. _folder.GetFiles().Select(each => each.UnixFileMode)];
            return RequestSession.Json("new");
        };

        Run(At("letter.docx")).ShouldSucceed();

        Assert.Equal(usual, File.GetUnixFileMode(At("letter.docx")));
        Assert.Equal([Private], modes);
        Assert.Single(_folder.GetFiles());
    }

    [UnixFact("On Windows, File.Replace keeps the owner.")]
    [UnsupportedOSPlatform("windows")]
    public void Replaced_file_keeps_its_owner_and_group_if_permitted()
    {
        string file = WriteOld("letter.docx");
        const UnixFileMode Shared = (UnixFileMode)0b110_110_110;
        File.SetUnixFileMode(file, Shared);
        if (Shell("chown", "12345:23456", file) != 0)
        {
            // Only root may change the owner of a file.
            return;
        }

        Run(file).ShouldSucceed();

        Assert.Equal("new", File.ReadAllText(file));
        Assert.Equal(Shared, File.GetUnixFileMode(file));
        using Process list = Process.Start(new ProcessStartInfo("ls", ["-ln", file]) { RedirectStandardOutput = true })!;
        Assert.Equal(["12345", "23456"], list.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.RemoveEmptyEntries)[2..4]);
    }

    [UnixTheory("Windows has no signals.")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task Temporary_file_is_deleted_when_a_signal_ends_the_process(string signal)
    {
        Api.Server.Override = null;
        Api.Server.Faults.Add(new Disconnects().Hang() with { Matches = IsForDocument });
        ProcessStartInfo shell = RealShell.Restored();
        foreach (string argument in (string[])["-NoProfile", "-NonInteractive", "-Command", $$"""
            Import-Module '{{StagedModule.Manifest}}'
            $token = ConvertTo-SecureString x -AsPlainText -Force
            Connect-Plannr -AccessToken $token -BaseUri {{Api.Server.BaseUri}} -SkipAccountResolution -AccountUuid 4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b301
            Invoke-PlannrRequest v1/document -OutFile '{{At("letter.docx")}}'
            """])
        {
            shell.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(shell)!;
        try
        {
            for (int number = 1; !IsForDocument(await Api.Server.WaitForRequestAsync(number).OrFail()); number++)
            {
            }

            Assert.Single(_folder.GetFiles());

            Assert.Equal(0, Shell("kill", "-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)));

            await process.WaitForExitAsync().OrFail();
            Assert.Empty(_folder.GetFiles());
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [Theory]
    [InlineData("\"a`0b\"")]
    [InlineData("\"/tmp/a`0b.json\"")]
    public void Path_with_a_NUL_is_refused_before_anything_is_sent(string path)
    {
        ErrorRecord error = Api.Run($"Invoke-PlannrRequest v1/document -OutFile {path}").ShouldTerminate();

        Assert.Equal(NotWritten, error.FullyQualifiedErrorId);
        Assert.Empty(Api.Server.Requests);
    }

    [UnixFact("Windows does not take the home folder from HOME.")]
    public async Task Path_in_an_unknown_home_folder_is_refused()
    {
        ProcessStartInfo shell = RealShell.Restored();
        shell.Environment.Remove("HOME");

        ShellRun run = await RealShell.RunAsync(shell, "-Command", $$"""
            Import-Module '{{StagedModule.Manifest}}'
            Connect-Plannr -Demo
            (Get-PSProvider FileSystem).Home = $null
            try { Invoke-PlannrRequest v1/logins -OutFile '~/x.json' } catch { $_.FullyQualifiedErrorId; $_.Exception.Message }
            """);

        Assert.StartsWith(NotWritten, run.Output, StringComparison.Ordinal);
    }

    [UnixTheory("On Windows, links require a privilege.")]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public void A_link_is_kept_and_its_target_is_written_to(bool exists, bool isRelative)
    {
        string target = exists ? WriteOld("target") : At("target");
        File.CreateSymbolicLink(At("between"), isRelative ? "target" : target);
        File.CreateSymbolicLink(At("link"), isRelative ? "between" : At("between"));

        Run(At("link")).ShouldSucceed();

        Assert.Equal("new", File.ReadAllText(target));
        Assert.NotNull(new FileInfo(At("link")).LinkTarget);
        Assert.NotNull(new FileInfo(At("between")).LinkTarget);
        Assert.Equal(["between", "link", "target"], _folder.GetFiles().Select(file => file.Name).Order());
    }

    [UnixFact("On Windows, links require a privilege.")]
    public void Circular_links_are_refused_before_anything_is_sent()
    {
        File.CreateSymbolicLink(At("a"), "b");
        File.CreateSymbolicLink(At("b"), "a");

        Assert.Equal(NotWritten, Run(At("a")).ShouldTerminate().FullyQualifiedErrorId);
        Assert.Empty(Api.Server.Requests);
    }

    [UnixFact("Windows has no named pipes in the file system.")]
    public async Task A_named_pipe_is_written_to_and_kept()
    {
        Task<string> reader = Pipe(At("pipe"));

        Run(At("pipe")).ShouldSucceed();

        Assert.Equal("new", await reader.OrFail());
        Assert.Equal(0, Shell("test", "-p", At("pipe")));
        Assert.Single(_folder.GetFileSystemInfos());
    }

    [UnixFact("Windows has no named pipes in the file system.")]
    public async Task A_download_to_a_named_pipe_is_not_retried()
    {
        Api.Connect(new LeapingClock(), retries: 2);
        Api.Server.Faults.Add(Fault.CutOffBody());
        Task<string> reader = Pipe(At("pipe"));

        ErrorRecord error = Run(At("pipe")).ShouldHaveOneError();

        Assert.Equal("PlannrNetworkError," + RequestSession.Command, error.FullyQualifiedErrorId);
        Assert.Single(Api.Server.Requests);
        Assert.StartsWith(await reader.OrFail(), "new", StringComparison.Ordinal);
    }

    [Fact]
    public void Output_is_appended_to_an_open_file_descriptor()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using (var open = new FileStream(WriteOld("log"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            File.CreateSymbolicLink(At("out"), $"/proc/self/fd/{open.SafeFileHandle.DangerousGetHandle()}");

            Run(At("out")).ShouldSucceed();
        }

        Assert.Equal("old, and longernew", File.ReadAllText(At("log")));
    }

    [Fact]
    public void A_file_with_a_very_long_name_can_be_written()
    {
        string file = At(new string('n', 250));

        Run(file).ShouldSucceed();

        Assert.Equal("new", File.ReadAllText(file));
    }

    [Fact]
    public void A_file_name_that_is_too_long_is_refused_before_anything_is_sent()
    {
        Assert.Equal(NotWritten, Run(At(new string('n', 300))).ShouldTerminate().FullyQualifiedErrorId);
        Assert.Empty(Api.Server.Requests);
    }

    [Fact]
    public void A_folder_that_is_deleted_during_the_download_causes_one_error()
    {
        Api.Server.Override = _ =>
        {
            _folder.Delete(recursive: true);
            return RequestSession.Json("new");
        };

        ErrorRecord error = Run(At("letter.docx")).ShouldHaveOneError();

        Assert.Equal(NotWritten, error.FullyQualifiedErrorId);
        Assert.Contains("does not exist", error.Exception.Message, StringComparison.Ordinal);
        _folder.Create();
    }

    [Theory]
    [InlineData("")]
    [InlineData("-SkipHttpErrorCheck")]
    [InlineData("-WhatIf")]
    public void A_second_request_with_the_same_output_file_is_refused_before_it_is_sent(string more)
    {
        string file = At("three.json");
        Api.Session.Set("File", file);

        ErrorRecord error = Api.Run("1..3 | ForEach-Object { @{ n = $_ } } | Invoke-PlannrRequest POST v1/x -OutFile $File " + more).ShouldTerminate();

        Assert.Equal(RequestSession.InvalidRequest, error.FullyQualifiedErrorId);
        Assert.Contains("-OutFile", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("ForEach-Object", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(more == "-WhatIf" ? [] : ["""{"n":1}"""], Api.Server.Requests.Select(request => request.Body));
        Assert.Equal(more != "-WhatIf", File.Exists(file));
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string WriteOld(string name)
    {
        File.WriteAllText(At(name), "old, and longer");
        return At(name);
    }

    private ScriptResult Run(string file)
    {
        Api.Session.Set("File", file);
        return Api.Run("Invoke-PlannrRequest v1/document -OutFile $File");
    }

    private static bool IsForDocument(RecordedRequest request) => request.Path.EndsWith("/document", StringComparison.Ordinal);

    /// <summary>Creates a named pipe and reads it to the end.</summary>
    private static Task<string> Pipe(string path)
    {
        Assert.Equal(0, Shell("mkfifo", path));
        return Task.Run(() => File.ReadAllText(path));
    }

    private static int Shell(string command, params string[] arguments)
    {
        using Process process = Process.Start(command, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
