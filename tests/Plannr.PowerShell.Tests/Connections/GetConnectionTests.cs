namespace Plannr.PowerShell.Tests.Connections;

[Collection(ModuleSession.Collection)]
public sealed class GetConnectionTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public GetConnectionTests() => _session.Run("Connect-Plannr -Demo -Name north; Connect-Plannr -Demo -Name south; Connect-Plannr -Demo -Name southwest").ShouldSucceed();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Get-PlannrConnection", "north", "south", "southwest")]
    [InlineData("Get-PlannrConnection south", "south")]
    [InlineData("Get-PlannrConnection SOUTH*", "south", "southwest")]
    [InlineData("Get-PlannrConnection southwest, north", "southwest", "north")]
    [InlineData("'north' | Get-PlannrConnection", "north")]
    [InlineData("Get-PlannrConnection north | Get-PlannrConnection", "north")]
    [InlineData("Get-PlannrConnection east*")]
    public void Connections_are_selected_by_name(string script, params string[] names) =>
        Assert.Equal(names, _session.Run(script).ShouldSucceed().As<PlannrConnection>().Select(connection => connection.Name));

    [Fact]
    public void Unknown_name_writes_one_error_and_continues()
    {
        ScriptResult result = _session.Run("Get-PlannrConnection east, north");

        ErrorRecord error = result.ShouldHaveOneError();
        Assert.Equal("PlannrNotConnected,Plannr.PowerShell.Connections.GetPlannrConnectionCommand", error.FullyQualifiedErrorId);
        Assert.Equal("east", error.TargetObject);
        Assert.Equal(["north"], result.As<PlannrConnection>().Select(connection => connection.Name));
    }

    [Fact]
    public void Name_with_wildcard_characters_is_also_matched_literally()
    {
        _session.Run("Connect-Plannr -Demo -Name 'a[b'; Connect-Plannr -Demo -Name 'c[d]'").ShouldSucceed();

        Assert.Equal(["a[b", "c[d]"], _session.Run("Get-PlannrConnection 'A[b', 'c[d]'").ShouldSucceed().As<PlannrConnection>().Select(connection => connection.Name));
    }

    [Fact]
    public void Invalid_pattern_that_is_not_the_name_of_a_connection_causes_an_error_that_can_be_ignored()
    {
        Assert.StartsWith("PlannrNotConnected,", _session.Run("Get-PlannrConnection 'a[b'").ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["north"], _session.Run("Get-PlannrConnection 'a[b', north -ErrorAction Ignore").ShouldSucceed().As<PlannrConnection>().Select(connection => connection.Name));
    }

    [Fact]
    public void Without_connections_nothing_is_written() =>
        Assert.Empty(_session.Run("Disconnect-Plannr -All; Get-PlannrConnection").ShouldSucceed().Output);

    [Fact]
    public void All_connections_in_the_process_are_listed_in_a_runspace_without_a_connection()
    {
        using var other = new ModuleSession();

        Assert.Equal(3, other.Run("Get-PlannrConnection").ShouldSucceed().Output.Count);
    }
}
