using System.Net.Sockets;

namespace Plannr.PowerShell.Tests.SignIn;

/// <summary>The sign-in listener, and its behaviour when other programs use its address.</summary>
[Collection(ModuleSession.Collection)]
public sealed class ListenerTests : IAsyncLifetime
{
    private const string Public = "-ClientId " + SandboxData.PublicClientId + " -BaseUri $Base -SignInTimeoutSec 60 -RedirectUri ";
    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false });
    private readonly List<Socket> _idle = [];
    private readonly Func<Uri, bool> _open = Browser.Open;
    private readonly TaskCompletionSource<Uri> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SignInSession _signIn = null!;

    public async Task InitializeAsync()
    {
        _signIn = await SignInSession.StartAsync();
        Browser.Open = _opened.TrySetResult;
    }

    public async Task DisposeAsync()
    {
        Browser.Open = _open;
        _browser.Dispose();
        _idle.ForEach(socket => socket.Dispose());
        await _signIn.DisposeAsync();
    }

    [Theory]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("localhost", "[::1]")]
    [InlineData("[::1]", "[::1]")]
    public async Task Browser_can_use_each_address_of_the_redirect_host(string redirectHost, string browserHost)
    {
        if (!Socket.OSSupportsIPv6)
        {
            return;
        }

        using RunningScript running = _signIn.Session.Start($"Connect-Plannr {Public}http://{redirectHost}:0/back -PassThru");
        Uri response = await FollowAsync(await _opened.Task.OrFail());

        Assert.Contains("Return to PowerShell", await _browser.GetStringAsync(new UriBuilder(response) { Host = browserHost }.Uri).OrFail(), StringComparison.Ordinal);
        Assert.Single((await running.EndAsync()).ShouldSucceed().As<PlannrConnection>());
        Assert.Equal(response.GetLeftPart(UriPartial.Path), HttpUtility.ParseQueryString(_signIn.TokenRequests()[0].Body)["redirect_uri"]);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Port_in_use_on_only_one_of_two_addresses_is_refused(string taken)
    {
        if (!Socket.OSSupportsIPv6)
        {
            return;
        }

        using var other = new TcpListener(IPAddress.Parse(taken), 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        ErrorRecord error = _signIn.Session.Run($"Connect-Plannr {Public}http://localhost:{port}/").ShouldTerminate();

        Assert.StartsWith("PlannrInvalidConnection,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith($"Can't listen on port {port} of this computer:", error.Exception.Message, StringComparison.Ordinal);
        Assert.False(_opened.Task.IsCompleted);

        // The other address has been released.
        using var free = new TcpListener(taken == "::1" ? IPAddress.Loopback : IPAddress.IPv6Loopback, port);
        free.Start();
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Port_of_a_sign_in_cannot_be_taken_by_another_program(string address)
    {
        if (!Socket.OSSupportsIPv6)
        {
            return;
        }

        using RunningScript running = _signIn.Session.Start($"Connect-Plannr {Public}http://localhost:0/back");
        Uri redirect = RedirectOf(await _opened.Task.OrFail());

        using var other = new TcpListener(IPAddress.Parse(address), redirect.Port);
        other.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);

        Assert.Throws<SocketException>(other.Start);
        await running.StopAsync();
    }

    [Fact]
    public async Task Next_sign_in_can_use_the_same_port_immediately()
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        for (int time = 0; time < 2; time++)
        {
            var opened = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
            Browser.Open = opened.TrySetResult;
            using RunningScript running = _signIn.Session.Start($"Connect-Plannr {Public}http://localhost:{port}/back");
            await _browser.GetStringAsync(await FollowAsync(await opened.Task.OrFail())).OrFail();
            (await running.EndAsync()).ShouldSucceed();
        }
    }

    [Fact]
    public async Task Oldest_of_too_many_idle_connections_are_closed_and_the_response_is_still_accepted()
    {
        // The clock does not advance, so no connection times out.
        ClientFactory.Replace(new TunedClientFactory(new StartedClock(), retries: 0));
        using RunningScript running = _signIn.Session.Start($"Connect-Plannr {Public}http://127.0.0.1:0/back");
        Uri response = await FollowAsync(await _opened.Task.OrFail());
        await OpenIdleAsync(response, 300);

        Assert.Equal(0, await _idle[0].ReceiveAsync(new byte[1]).OrFail());
        Assert.Equal(0, await _idle[291].ReceiveAsync(new byte[1]).OrFail());
        Assert.False(_idle[299].Poll(0, SelectMode.SelectRead));
        Assert.Contains("Return to PowerShell", await _browser.GetStringAsync(response).OrFail(), StringComparison.Ordinal);
        (await running.EndAsync()).ShouldSucceed();
    }

    [UnixFact("A process can't limit its own file handles on Windows.")]
    public async Task Flood_of_connections_does_not_break_a_process_with_few_free_file_handles()
    {
        // The test opens more connections than the shell has free file handles.
        string script =
            $$"""
            Import-Module '{{StagedModule.Manifest}}'
            Connect-Plannr -Demo; Disconnect-Plannr -All
            $held = 1..(512 - 30 - [IO.Directory]::GetFileSystemEntries('/dev/fd').Length) | ForEach-Object { [IO.File]::OpenRead('/dev/null') }
            Connect-Plannr {{Public.Replace("$Base", _signIn.Server.BaseUri.AbsoluteUri, StringComparison.Ordinal)}} http://127.0.0.1:0/back
            "Connected with $((Get-PlannrConnection).Authentication)"
            """;
        ProcessStartInfo shell = RealShell.Restored();
        var limited = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        limited.Environment["PATH"] = string.Empty;
        foreach (string argument in (string[])["-c", "ulimit -n 512; exec \"$@\"", "sh", shell.FileName, .. shell.ArgumentList, "-NoProfile", "-NonInteractive", "-Command", script])
        {
            limited.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(limited)!;
        try
        {
            string line;
            do
            {
                line = await process.StandardOutput.ReadLineAsync().OrFail() ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
            }
            while (!line.StartsWith("http", StringComparison.Ordinal));

            Uri response = await FollowAsync(new Uri(line));
            await OpenIdleAsync(response, 100);

            Assert.Contains("Return to PowerShell", await _browser.GetStringAsync(response).OrFail(), StringComparison.Ordinal);
            Assert.EndsWith("Connected with AuthorizationCode\n", await process.StandardOutput.ReadToEndAsync().OrFail(), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Signs in at the server as a browser would, and returns the redirect URL.</summary>
    private async Task<Uri> FollowAsync(Uri address)
    {
        using HttpResponseMessage redirect = await _browser.GetAsync(address).OrFail();
        return redirect.Headers.Location!;
    }

    private async Task OpenIdleAsync(Uri address, int count)
    {
        for (int number = 0; number < count; number++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _idle.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, address.Port).OrFail();
        }
    }

    private static Uri RedirectOf(Uri address) => new(HttpUtility.ParseQueryString(address.Query)["redirect_uri"]!);
}
