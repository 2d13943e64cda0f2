namespace Plannr.PowerShell.Tests.Secrecy;

/// <summary>Tests the search that other tests use to show that output contains no secrets.</summary>
public class SecretSearchTests
{
    private const string Secret = "the/secret+itself";

    private static readonly SecretSearch Search = new([Secret]);

    public static TheoryData<string, object> HidingPlaces => new()
    {
        { "a string", "before " + Secret },
        { "a nested list", new object[] { 1, new List<object> { "no", Secret } } },
        { "a dictionary key", new Dictionary<string, int> { [Secret] = 1 } },
        { "a hashtable value", new System.Collections.Hashtable { ["a"] = Secret } },
        { "a property", new { Inner = new { Text = Secret } } },
        { "a URL", new Uri("http://127.0.0.1/?a=" + Uri.EscapeDataString(Secret)) },
        { "an escaped string", "the\\/secret+itself" },
        { "a Basic header", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Secret)) },
        { "a wrapped object", PSObject.AsPSObject(new { Text = Secret }) },
        { "the message of an error", Error(new IOException(Secret)) },
        { "the inner exception of an error", Error(new IOException("no", new InvalidOperationException("no", new IOException(Secret)))) },
        { "the data of an error", Error(new IOException("no") { Data = { ["sent"] = Secret } }) },
        { "the details of an error", Error(new IOException("no"), details: Secret) },
        { "the recommended action of an error", Error(new IOException("no"), action: Secret) },
        { "the target of an error", Error(new IOException("no"), target: new { Text = Secret }) },
    };

    [Theory]
    [MemberData(nameof(HidingPlaces))]
    public void A_secret_is_found_wherever_it_is_hidden(string place, object value)
    {
        Assert.NotEmpty(place);
        Search.AssertIsIn(value);
    }

    [Fact]
    public void Text_other_than_the_secret_is_not_found() => Search.AssertIsNotIn(new object?[] { "secret", 12, null, Error(new IOException("the secret")) });

    private static ErrorRecord Error(Exception exception, string details = "no", string action = "no", object? target = null) =>
        new(exception, "Id", ErrorCategory.NotSpecified, target) { ErrorDetails = new ErrorDetails(details) { RecommendedAction = action } };
}
