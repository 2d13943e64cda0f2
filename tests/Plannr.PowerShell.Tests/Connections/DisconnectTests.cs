namespace Plannr.PowerShell.Tests.Connections;

[Collection(ModuleSession.Collection)]
public sealed class DisconnectTests : IDisposable
{
    private const string Command = "Plannr.PowerShell.Connections.DisconnectPlannrCommand";

    private readonly ModuleSession _session = new();

    public DisconnectTests() =>
        _session.Run("Connect-Plannr -Demo -Name first; Connect-Plannr -Demo -Name second; Connect-Plannr -Demo -Name third").ShouldSucceed();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Without_a_name_the_default_connection_is_closed_and_the_previous_one_becomes_the_default()
    {
        Assert.Empty(_session.Run("Disconnect-Plannr").ShouldSucceed().Output);

        Assert.Equal(["first False", "second True"], Connections());
    }

    [Theory]
    [InlineData("Disconnect-Plannr second")]
    [InlineData("Disconnect-Plannr -Name SECOND")]
    [InlineData("Disconnect-Plannr -Connection second")]
    [InlineData("'second' | Disconnect-Plannr")]
    [InlineData("Get-PlannrConnection second | Disconnect-Plannr")]
    [InlineData("Disconnect-Plannr (Get-PlannrConnection second)")]
    public void Connection_is_closed_by_name_or_object(string script)
    {
        Assert.Empty(_session.Run(script).ShouldSucceed().Output);

        Assert.Equal(["first False", "third True"], Connections());
    }

    [Theory]
    [InlineData("Disconnect-Plannr -All")]
    [InlineData("Get-PlannrConnection | Disconnect-Plannr")]
    public void All_connections_can_be_closed_at_once(string script)
    {
        _session.Run(script).ShouldSucceed();

        Assert.Empty(Connections());
    }

    [Fact]
    public void Closing_all_connections_is_not_an_error_if_there_are_none() => _session.Run("Disconnect-Plannr -All; Disconnect-Plannr -All").ShouldSucceed();

    [Fact]
    public void Unknown_name_causes_an_error_that_lists_the_known_names_and_the_command_continues()
    {
        ErrorRecord error = _session.Run("'fourth', 'first' | Disconnect-Plannr").ShouldHaveOneError();

        Assert.Equal("PlannrNotConnected," + Command, error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Equal("fourth", error.TargetObject);
        Assert.Contains("'fourth'", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("'first', 'second', 'third'", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(["second False", "third True"], Connections());
    }

    [Fact]
    public void Closing_a_connection_twice_causes_an_error()
    {
        ErrorRecord error = _session.Run("$it = Get-PlannrConnection second; Disconnect-Plannr $it; Disconnect-Plannr $it").ShouldHaveOneError();

        Assert.Equal("PlannrNotConnected," + Command, error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Closing_the_default_connection_when_there_is_none_causes_an_error_that_recommends_connecting()
    {
        ErrorRecord error = _session.Run("Disconnect-Plannr -All; Disconnect-Plannr").ShouldHaveOneError();

        Assert.Equal("PlannrNotConnected," + Command, error.FullyQualifiedErrorId);
        Assert.Contains("Connect-Plannr", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private string[] Connections() =>
        [.. _session.Run("Get-PlannrConnection").ShouldSucceed().As<PlannrConnection>().Select(connection => $"{connection.Name} {connection.IsDefault}")];
}
