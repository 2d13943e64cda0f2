namespace Plannr.PowerShell.Tests.Requests;

public sealed class HeaderTests : RequestTests
{
    [Fact]
    public void Headers_are_sent_in_addition_to_those_of_the_connection()
    {
        Api.Run("Invoke-PlannrRequest v1/task -Headers @{ 'X-Trace' = 'a', 'b'; 'X-Number' = 5; Accept = 'text/csv'; 'X-None' = $null }").ShouldSucceed();

        Assert.Equal("a, b", Api.Sent.Header("X-Trace"));
        Assert.Equal("5", Api.Sent.Header("X-Number"));
        Assert.Equal("text/csv", Api.Sent.Header("Accept"));
        Assert.Null(Api.Sent.Header("X-None"));
        Assert.Equal("Bearer " + ServedSession.Token, Api.Sent.Header("Authorization"));
    }

    [Theory]
    [InlineData("Authorization", "Bearer other")]
    [InlineData("authorization", "x")]
    [InlineData("Host", "evil.example")]
    [InlineData("X-PLANNR-ACCOUNT-UUID", "82f16694-dbe3-4787-bd57-ab9eec12b43f")]
    [InlineData("x-plannr-account-uuid", "x")]
    [InlineData("Cookie", "a=b")]
    [InlineData("Proxy-Authorization", "x")]
    [InlineData("Content-Type", "text/plain")]
    [InlineData("Content-Length", "5")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("Connection", "close")]
    [InlineData("Range", "bytes=1-2")]
    [InlineData("X Trace", "a")]
    [InlineData("X:Trace", "a")]
    [InlineData("", "a")]
    [InlineData("X-Trace", "a\r\nAuthorization: b")]
    [InlineData("X-Trace", "Zoë")]
    public void A_reserved_or_invalid_header_is_refused(string name, string value)
    {
        Api.Session.Set("Headers", new System.Collections.Hashtable { [name] = value });

        ErrorRecord error = Api.Run("Invoke-PlannrRequest v1/task -Headers $Headers").ShouldTerminate();

        Assert.Equal(RequestSession.InvalidRequest, error.FullyQualifiedErrorId);
        Assert.Empty(Api.Server.Requests);
    }

    [Fact]
    public void A_header_that_may_contain_a_secret_is_redacted_in_debug_messages()
    {
        var result = Api.Run("Invoke-PlannrRequest v1/task -Headers @{ 'X-Api-Key' = 'very-secret'; 'X-Trace' = 'shown' } -Debug").ShouldSucceed();

        string shown = string.Join("\n", result.Debug);
        Assert.Contains("X-Trace: shown", shown, System.StringComparison.Ordinal);
        Assert.Contains("X-Api-Key: ***", shown, System.StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", shown, System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_in_a_body_is_redacted_in_messages()
    {
        var result = Api.Run("Invoke-PlannrRequest POST v1/personal-access-tokens -Body @{ name = 'Zapier'; password = 'hunter22' } -Debug -Verbose").ShouldSucceed();

        Assert.Equal("""{"name":"Zapier","password":"hunter22"}""", Api.Sent.Body);
        Assert.Contains("\"password\":\"***\"", string.Join("\n", result.Debug), System.StringComparison.Ordinal);
        Assert.DoesNotContain("hunter22", string.Join("\n", [.. result.Debug, .. result.Verbose]), System.StringComparison.Ordinal);
    }
}
