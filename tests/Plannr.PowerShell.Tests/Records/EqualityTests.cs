namespace Plannr.PowerShell.Tests.Records;

/// <summary>Compares records with PowerShell's operators. Comparing.Tests.ps1 tests PowerShell's commands in a real shell.</summary>
[Collection(ModuleSession.Collection)]
public sealed class EqualityTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public EqualityTests()
    {
        _session.Set("Accounts", new[] { Account(1), Account(2), Account(3), Account(4), Account(1) });
        _session.Set("Ann", new Account { Uuid = Numbered(9), Name = "ann" });
        _session.Set("Login", new Login { Uuid = Numbered(1), FirstName = "John" });
        _session.Set("Rows", new[] { Row(1, 1), Row(1, 2), Row(2, 1), Row(1, 1) });
        _session.Set("Conditions", new[] { new BlueprintCondition { Field = "a" }, new BlueprintCondition { Field = "a" } });
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("$Accounts -contains $Accounts[4]", "True")]
    [InlineData("$Accounts[1..3] -contains $Accounts[0]", "False")]
    [InlineData("$Accounts[0] -eq $Accounts[4]", "True")]
    [InlineData("$Accounts[0] -eq $Accounts[1]", "False")]
    [InlineData("$Accounts[0] -eq $null", "False")]
    [InlineData("$Accounts[0] -eq $Login", "False")]
    [InlineData("$Accounts[0] -eq 'John Smith'", "False")]
    [InlineData("'John Smith' -eq $Accounts[0]", "True")]
    [InlineData("$Accounts.IndexOf($Accounts[4])", "0")]
    [InlineData("$Ann -lt $Accounts[0]", "True")]
    [InlineData("$Rows[0] -eq $Rows[3]", "True")]
    [InlineData("$Conditions[0] -eq $Conditions[0]", "True")]
    [InlineData("$Rows[0] -eq $Rows[1]", "False")]
    [InlineData("$Conditions[0] -eq $Conditions[1]", "False")]
    [InlineData("$h = @{}; $Accounts.ForEach({ $h[$_] = 1 }); $h.Count", "4")]
    public void Records_are_equal_if_their_UUID_and_position_match_and_are_sorted_by_name(string script, string expected) =>
        Assert.Equal(expected, $"{_session.Run(script).ShouldSucceed().Output.Single()}");

    [Fact]
    public void Every_record_with_a_UUID_is_compared_by_UUID()
    {
        foreach (Type type in RecordSamples.Types.Where(type => type.GetProperty("Uuid") is not null))
        {
            Assert.Equal(RecordSamples.Create(type), RecordSamples.Create(type));
            Assert.Equal(RecordSamples.Create(type).GetHashCode(), RecordSamples.Create(type).GetHashCode());
        }
    }

    private static Account Account(int number) => new() { Uuid = Numbered(number), Name = "John Smith" };

    private static AutomationStepRow Row(int run, int position) => new() { ExecutionUuid = Numbered(run), Position = position, Name = "Send SMS" };

    private static Guid Numbered(int number) => new($"00000000-0000-4000-8000-{number:D12}");
}
