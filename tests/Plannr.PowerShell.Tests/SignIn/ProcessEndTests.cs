namespace Plannr.PowerShell.Tests.SignIn;

/// <summary>Tests that a process that ends during a refresh waits for the refresh and stores the new token.</summary>
public sealed class ProcessEndTests : IAsyncLifetime
{
    private const string Vault = """
        function Get-Secret { [CmdletBinding()] param($Name, $Vault) Get-Content -LiteralPath "$PSScriptRoot/secret" }
        function Set-Secret {
            [CmdletBinding(SupportsShouldProcess)]
            param($Name, $Vault, $Secret)
            if ($PSCmdlet.ShouldProcess($Name)) { [IO.File]::WriteAllText("$PSScriptRoot/secret", [Net.NetworkCredential]::new('', $Secret).Password) }
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plannr-process-end-");
    private SandboxServer _server = null!;

    private string Module => Path.Combine(_folder.FullName, "Microsoft.PowerShell.SecretManagement.psm1");

    private string Secret => Path.Combine(_folder.FullName, "secret");

    private string Connect =>
        $"Import-Module '{StagedModule.Manifest}', '{Module}'; Connect-Plannr -ClientId {SandboxData.PublicClientId} -SecretName any -BaseUri {_server.BaseUri}";

    public async Task InitializeAsync()
    {
        _server = await SandboxServer.StartAsync();
        await File.WriteAllTextAsync(Module, Vault);
        await File.WriteAllTextAsync(Secret, SandboxData.RefreshToken);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [UnixTheory("Windows has no signals.")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task New_token_is_not_lost_if_a_signal_arrives_during_the_refresh(string signal)
    {
        await EndDuringRefreshAsync(Connect, process =>
        {
            using Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
            kill.WaitForExit();
        });
    }

    [Fact]
    public async Task New_token_is_not_lost_if_the_script_ends_during_the_refresh() => await EndDuringRefreshAsync(
        $$"""
        $shell = [powershell]::Create([runspacefactory]::CreateRunspace())
        $shell.Runspace.Open()
        $null = $shell.AddScript("{{Connect}}").BeginInvoke()
        $null = [Console]::In.ReadLine()
        $shell.Stop()
        """,
        process => process.StandardInput.WriteLine());

    private async Task EndDuringRefreshAsync(string script, Action<Process> end)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.Faults.Add(Fault.Delay(release.Task) with { Matches = request => request.Path == "/oauth/token" });
        ProcessStartInfo shell = RealShell.Restored();
        shell.RedirectStandardInput = true;
        shell.RedirectStandardOutput = true;
        shell.RedirectStandardError = true;
        foreach (string argument in (string[])["-NoProfile", "-NonInteractive", "-Command", script])
        {
            shell.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(shell)!;
        try
        {
            await _server.WaitForRequestAsync(1).OrFail();
            end(process);
            release.SetResult();
            await process.WaitForExitAsync().OrFail();
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        Assert.StartsWith("sandbox-refresh-", await File.ReadAllTextAsync(Secret), StringComparison.Ordinal);
    }
}
