namespace Plannr.PowerShell.Tests.Webhooks;

/// <summary>Signature checks with the test vectors of RFC 2202 and RFC 4231, and with invalid signatures.</summary>
[Collection(ModuleSession.Collection)]
public sealed class SignatureTests : IDisposable
{
    private const string Body = "what do ya want for nothing?";
    private const string Valid = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

    private readonly ModuleSession _session = new();

    public SignatureTests()
    {
        _session.Set("Body", Body);
        _session.Set("Secret", ModuleSession.Secret("Jefe"));
    }

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData(Valid)]
    [InlineData("5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843")]
    [InlineData("sha256=" + Valid)]
    [InlineData(" " + Valid + "\r\n")]
    public void A_valid_signature_is_accepted_in_every_format(string signature) => Assert.True(Test(signature));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("sha256=")]
    [InlineData("nonsense")]
    [InlineData("6bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [InlineData("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3844")]
    [InlineData("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec38")]
    [InlineData(Valid + "0")]
    [InlineData(Valid + "00")]
    [InlineData("sha1=" + Valid)]
    [InlineData("zbdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    public void Test_PlannrWebhookSignature_returns_false_for_an_invalid_signature_and_writes_no_error(string? signature) => Assert.False(Test(signature));

    [Theory]
    [InlineData("HmacSha1", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")]
    [InlineData("HmacSha256", Valid)]
    [InlineData("HmacSha384", "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649")]
    [InlineData(
        "HmacSha512",
        "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737")]
    public void The_algorithm_can_be_chosen(string algorithm, string signature) => Assert.True(Test(signature, "-Algorithm " + algorithm));

    [Fact]
    public void Test_PlannrWebhookSignature_returns_false_for_a_different_body_or_secret()
    {
        _session.Set("Body", Body + " ");
        Assert.False(Test(Valid));

        _session.Set("Body", Body);
        _session.Set("Secret", ModuleSession.Secret("jefe"));
        Assert.False(Test(Valid));
    }

    [Fact]
    public void A_body_can_be_a_byte_array_or_an_empty_string()
    {
        _session.Set("Body", Encoding.UTF8.GetBytes(Body));
        Assert.True(Test(Valid));

        _session.Set("Body", string.Empty);
        Assert.False(Test(Valid));
    }

    [Theory]
    [InlineData("'{', '}'")]
    [InlineData("'1', '2'")]
    [InlineData("([System.Collections.Generic.List[string]]('1', '2'))")]
    public void A_body_split_into_lines_is_refused_because_its_line_breaks_are_lost(string body)
    {
        ErrorRecord error = _session.Run($"Test-PlannrWebhookSignature -Body {body} -Signature 00 -SigningSecret $Secret").ShouldTerminate();

        Assert.StartsWith("ParameterArgumentTransformationError", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Get-Content -Raw", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_secret_is_refused()
    {
        _session.Set("Secret", ModuleSession.Secret(string.Empty));
        _session.Set("Signature", Valid);

        ErrorRecord error = _session.Run("Test-PlannrWebhookSignature $Body $Signature $Secret").ShouldTerminate();

        Assert.StartsWith("PlannrEmptySigningSecret,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
    }

    [Fact]
    public void A_plain_text_secret_is_rejected_and_does_not_appear_in_the_error()
    {
        ErrorRecord error = _session.Run("Test-PlannrWebhookSignature x 00 'a-plain-secret'").ShouldTerminate();

        Assert.DoesNotContain("a-plain-secret", error.ToString(), StringComparison.Ordinal);
    }

    private bool Test(string? signature, string more = "")
    {
        _session.Set("Signature", signature);
        return Assert.Single(_session.Run("Test-PlannrWebhookSignature -Body $Body -Signature $Signature -SigningSecret $Secret " + more).ShouldSucceed().As<bool>());
    }
}
