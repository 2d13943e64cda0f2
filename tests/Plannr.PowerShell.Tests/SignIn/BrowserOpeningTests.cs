namespace Plannr.PowerShell.Tests.SignIn;

/// <summary>Opening a browser on Linux, with a test script in place of xdg-open.</summary>
[Collection(ModuleSession.Collection)]
public sealed class BrowserOpeningTests : IAsyncLifetime
{
    private const string SignIn = "Connect-Plannr -ClientId " + SandboxData.PublicClientId + " -BaseUri $Base -RedirectUri http://127.0.0.1:0/callback -Verbose";

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");
    private readonly string? _display = Environment.GetEnvironmentVariable("DISPLAY");
    private readonly HttpClient _browser = new();
    private SignInSession _signIn = null!;

    public async Task InitializeAsync() => _signIn = await SignInSession.StartAsync();

    public async Task DisposeAsync()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Environment.SetEnvironmentVariable("DISPLAY", _display);
        Directory.Delete(_folder, recursive: true);
        _browser.Dispose();
        await _signIn.DisposeAsync();
    }

    [Fact]
    public async Task A_failing_opener_is_treated_as_a_missing_browser()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        UseOpener("exit 3");

        string printed = await SignInAsync();

        Assert.Contains("The browser could not be opened", printed, StringComparison.Ordinal);
        Assert.Contains("-AuthorizationResponse", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_working_opener_receives_the_URL_and_the_URL_is_still_printed()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        UseOpener($"printf %s \"$1\" > '{_folder}/opened'");

        string printed = await SignInAsync();

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(_folder, "opened")), printed.Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal)));
        Assert.DoesNotContain("could not be opened", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void No_opener_is_started_if_there_is_no_display()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        UseOpener($"touch '{_folder}/opened'");
        Environment.SetEnvironmentVariable("DISPLAY", null);

        Assert.False(Browser.Open(new Uri("http://127.0.0.1/")));
        Assert.False(File.Exists(Path.Combine(_folder, "opened")));
    }

    /// <summary>Signs in with the printed URL and returns everything that was printed.</summary>
    private async Task<string> SignInAsync()
    {
        using RunningScript running = _signIn.Session.Start(SignIn);
        await running.VerboseAsync("Waiting for the browser at");
        string printed = _signIn.Session.Host.TakeText();
        await _browser.GetStringAsync(new Uri(printed.Split('\n').First(line => line.StartsWith("http", StringComparison.Ordinal))));
        (await running.EndAsync()).ShouldSucceed();
        return printed;
    }

    private void UseOpener(string script)
    {
        string file = Path.Combine(_folder, "xdg-open");
        File.WriteAllText(file, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Environment.SetEnvironmentVariable("PATH", _folder + Path.PathSeparator + _path);
        Environment.SetEnvironmentVariable("DISPLAY", ":0");
    }
}
