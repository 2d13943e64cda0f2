using System.Net.Sockets;

namespace Plannr.PowerShell.Tests.Secrecy;

/// <summary>A server that echoes the token in the fields, files, text or headers of successful responses.</summary>
[Collection(ModuleSession.Collection)]
public sealed class EchoSecrecyTests : IAsyncLifetime
{
    private const string ForeignToken = "token-of-another-user";
    private const int ChunkSize = 80 * 1024;

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    private SecrecySession _secrecy = null!;

    public static TheoryData<string> Cmdlets => [.. CmdletScripts.All.Keys.Except(["Connect-Plannr", "Disconnect-Plannr"])];

    public async Task InitializeAsync()
    {
        _secrecy = await SecrecySession.StartAsync();
        _secrecy.Session.Set("File", _file);
    }

    public async Task DisposeAsync()
    {
        File.Delete(_file);
        await _secrecy.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void No_cmdlet_returns_or_writes_the_token(string cmdlet)
    {
        _secrecy.RunAndSearch(CmdletScripts.SignIn).ShouldSucceed();
        string token = _secrecy.Server.Requests[^1].Header("Authorization")!["Bearer ".Length..];
        string escaped = string.Concat(token.Select(character => $"\\u{(int)character:x4}"));
        _secrecy.AddSecret(escaped);
        _secrecy.Server.Faults.Clear();
        _secrecy.Server.Faults.Add(
            Fault.RewriteBody(body => body
                .Replace("\"name\":\"", $"\"name\":\"{token} {escaped} ", StringComparison.Ordinal)
                .Replace("\"uuid\":", $"\"{token}\":\"{escaped}\",\"access\\u005ftoken\":\"{ForeignToken}\",\"uuid\":", StringComparison.Ordinal)).ForPath("/api/"));

        ScriptResult result = _secrecy.RunAndSearch($"try {{ {CmdletScripts.All[cmdlet]} }} catch {{ $_ }}");

        new SecretSearch([ForeignToken]).AssertIsNotIn(result.Debug);
        if (File.Exists(_file))
        {
            string text = File.ReadAllText(_file);
            new SecretSearch(_secrecy.Secrets).AssertIsNotIn(text);
            Assert.Contains("***", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ChunkSize - 5)]
    [InlineData((2 * ChunkSize) - 1)]
    public void OutFile_redacts_the_token_and_keeps_all_other_bytes(int position)
    {
        byte[] before = new byte[position];
        new Random(1).NextBytes(before);
        byte[] after = [0, 0xFF, .. "pat-7f3c"u8];
        Respond([.. before, .. Encoding.UTF8.GetBytes(SecrecySession.PersonalToken), .. after], "application/octet-stream");
        Connect();

        _secrecy.RunAndSearch("Invoke-PlannrRequest v1/document -OutFile $File").ShouldSucceed();

        Assert.Equal([.. before, .. "***"u8, .. after], File.ReadAllBytes(_file));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Text_and_headers_are_returned_without_the_token(string charset)
    {
        Respond(Encoding.GetEncoding(charset).GetBytes($"You sent {SecrecySession.PersonalToken}."), "text/plain; charset=" + charset);
        Connect();

        ScriptResult result = _secrecy.RunAndSearch("Invoke-PlannrRequest v1/text -ResponseHeadersVariable headers; $headers['X-You-Sent']").ShouldSucceed();

        Assert.Equal(["You sent ***.", "***"], result.Output.Select(item => item.ToString()));
    }

    [Fact]
    public async Task Token_in_an_invalid_HTTP_response_is_redacted_in_the_error()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<string> serving = ServeBadHeaderAsync(listener);
        _secrecy.Session.Set("Base", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));

        ErrorRecord error = _secrecy.RunAndSearch("Connect-Plannr -AccessToken $Token -BaseUri $Base -MaximumRetryCount 0").ShouldTerminate();

        Assert.StartsWith("PlannrNetworkError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("***", error.Exception.InnerException!.ToString(), StringComparison.Ordinal);
        Assert.Contains(SecrecySession.PersonalToken, await serving.OrFail(), StringComparison.Ordinal);
    }

    private void Connect() => _secrecy.Session.Run("Connect-Plannr -AccessToken $Token -BaseUri $Base -SkipAccountResolution");

    private void Respond(byte[] body, string type) => _secrecy.Server.Override = request =>
    {
        if (!request.Path.EndsWith("/document", StringComparison.Ordinal) && !request.Path.EndsWith("/text", StringComparison.Ordinal))
        {
            return null;
        }

        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(body) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        response.Headers.TryAddWithoutValidation("X-You-Sent", SecrecySession.PersonalToken);
        return response;
    };

    private static async Task<string> ServeBadHeaderAsync(TcpListener listener)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        using NetworkStream stream = client.GetStream();
        var request = new StringBuilder();
        byte[] buffer = new byte[4096];
        while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            request.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer)));
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nYou sent {SecrecySession.PersonalToken}\r\n\r\n"));
        return request.ToString();
    }
}
