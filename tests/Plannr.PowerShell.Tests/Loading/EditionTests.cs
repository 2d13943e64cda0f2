namespace Plannr.PowerShell.Tests.Loading;

/// <summary>Tests which PowerShell versions the module rejects at import.</summary>
public class EditionTests
{
    [Theory]
    [InlineData("3.1.32")]
    [InlineData("5.0.17")]
    [InlineData("6.0.36")]
    [InlineData("7.0.20")]
    [InlineData("8.0.34")]
    [InlineData("9.0.23")]
    public void PowerShell_7_0_to_7_5_is_rejected_with_a_message_that_names_the_version_to_install(string runtime) =>
        Assert.Equal(
            $"Plannr doesn't support PowerShell on .NET {runtime}. Install PowerShell 7.6 or later from https://aka.ms/powershell.",
            Edition.Refusal(isDesktop: false, Version.Parse(runtime)));

    [Theory]
    [InlineData("10.0.0")]
    [InlineData("10.0.15")]
    [InlineData("11.0.0")]
    public void PowerShell_7_6_or_later_is_supported(string runtime) => Assert.Null(Edition.Refusal(isDesktop: false, Version.Parse(runtime)));

    [Fact]
    public void Windows_PowerShell_is_supported() => Assert.Null(Edition.Refusal(isDesktop: true, new Version(4, 0, 30319, 42000)));
}
