namespace Plannr.PowerShell.Tests.History;

[Collection(ModuleSession.Collection)]
public sealed class LogTests : IAsyncLifetime
{
    private const string Client = "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311";
    private const string TaskUuid = "c3a5d8e1-7f20-5b49-9e34-1d6b80f7a401";

    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData($"Get-PlannrLog task {TaskUuid}", $"/api/v1/logs/task/{TaskUuid}?per_page=500")]
    [InlineData($"Get-PlannrLog -ModelType client -ModelUuid {Client} -Type viewed, automation -Level info", $"/api/v1/logs/client/{Client}?filter%5Btype%5D=viewed%2Cautomation&filter%5Blevel%5D=info&per_page=500")]
    [InlineData($"Get-PlannrLog client {Client} -First 3", $"/api/v1/logs/client/{Client}?per_page=3")]
    [InlineData($"[pscustomobject]@{{ Uuid = [guid]::NewGuid(); AccountUuid = '{Client}' }} | Get-PlannrLog", $"/api/v1/logs/account/{Client}?per_page=500")]
    [InlineData($"1..2 | ForEach-Object {{ [pscustomobject]@{{ AccountUuid = '{Client}' }} }} | Get-PlannrLog -ModelType client", $"/api/v1/logs/client/{Client}?per_page=500")]
    public void Record_is_in_the_path_and_the_filters_are_in_the_query(string script, string path)
    {
        _served.Session.Run(script).ShouldSucceed();

        Assert.Equal(["GET"], _served.Server.Requests.Select(request => request.Method));
        Assert.Equal([path], _served.Paths);
    }

    [Fact]
    public void Entry_has_a_description_and_the_type_and_uuid_of_its_record()
    {
        LogEntry entry = _served.Session.Run("Get-PlannrAccount -Name Mabel* -Role individual | Get-PlannrLog -Type viewed").ShouldSucceed().As<LogEntry>()[0];

        Assert.Equal(("account", new Guid(Client)), (entry.ModelType, entry.ModelUuid!.Value));
        Assert.Equal(("viewed", "info", "Mabel O'Quillfeather was viewed"), (entry.Type, entry.Level, entry.Description));
        Assert.NotNull(entry.AuthorName);
        Assert.Equal($"/api/v1/logs/account/{Client}?filter%5Btype%5D=viewed&per_page=500", _served.Paths[1]);
    }

    [Fact]
    public void After_and_Before_filter_the_entries()
    {
        LogEntry[] all = [.. _served.Session.Run($"Get-PlannrLog client {Client}").ShouldSucceed().As<LogEntry>()];
        Assert.True(all.Length > 1);
        _served.Session.Set("Newest", all[0].CreatedAt);

        Assert.Equal(all[0].Uuid, Assert.Single(_served.Session.Run($"Get-PlannrLog client {Client} -After $Newest").ShouldSucceed().As<LogEntry>()).Uuid);
        Assert.Equal(all.Length - 1, _served.Session.Run($"Get-PlannrLog client {Client} -Before $Newest").ShouldSucceed().Output.Count);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("''")]
    public void Model_type_that_would_change_the_path_is_rejected(string modelType)
    {
        _served.Session.Run($"Get-PlannrLog {modelType} {Client}").ShouldTerminate();

        Assert.Empty(_served.Paths);
    }

    [Fact]
    public void Model_type_is_encoded_in_the_path()
    {
        ErrorRecord error = _served.Session.Run($"Get-PlannrLog 'a/../b?c' {Client}").ShouldHaveOneError();

        Assert.StartsWith("PlannrNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal([$"/api/v1/logs/a%2F..%2Fb%3Fc/{Client}?per_page=500"], _served.Paths);
    }
}
