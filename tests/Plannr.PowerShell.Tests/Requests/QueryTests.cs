namespace Plannr.PowerShell.Tests.Requests;

public sealed class QueryTests : RequestTests
{
    [Theory]
    [InlineData("@{ 'filter[uuid]' = 'a', 'b' }", "filter%5Buuid%5D=a%2Cb")]
    [InlineData("@{ filter = @{ uuid = 'a', 'b' } }", "filter%5Buuid%5D=a%2Cb")]
    [InlineData("@{ filter = [pscustomobject]@{ uuid = 'a' } }", null)]
    [InlineData("@{ filter = [ordered]@{ b = 1; a = 2 } }", "filter%5Bb%5D=1&filter%5Ba%5D=2")]
    [InlineData("[ordered]@{ sort = '-created_at'; include = 'account'; a = 1 }", "sort=-created_at&include=account&a=1")]
    [InlineData("@{ c = 1; a = 2; b = 3 }", "a=2&b=3&c=1")]
    [InlineData("@{ yes = $true; no = $false }", "no=false&yes=true")]
    [InlineData("@{ a = $null; b = 1; c = @{ d = $null } }", "b=1")]
    [InlineData("@{ a = @('x', $null, 'y') }", "a=x%2Cy")]
    [InlineData("@{ after = [datetime]'2022-04-05' }", "after=2022-04-05")]
    [InlineData("@{ after = [datetimeoffset]'2026-04-28T22:34:36+01:00' }", "after=2026-04-28T22%3A34%3A36%2B01%3A00")]
    [InlineData("@{ after = [dateonly]'2022-04-05' }", "after=2022-04-05")]
    [InlineData("@{ id = [guid]'82f16694-dbe3-4787-bd57-ab9eec12b43f' }", "id=82f16694-dbe3-4787-bd57-ab9eec12b43f")]
    [InlineData("@{ n = 1.5; d = 10.20d; b = 123456789012345678901234567890n }", "b=123456789012345678901234567890&d=10.20&n=1.5")]
    [InlineData("@{ day = [System.DayOfWeek]::Monday }", "day=Monday")]
    [InlineData("@{ text = 'a&b=c d/ë' }", "text=a%26b%3Dc%20d%2F%C3%AB")]
    [InlineData("@{ 'filter[custom_field:pet_name]' = 'Doug' }", "filter%5Bcustom_field%3Apet_name%5D=Doug")]
    [InlineData("@{}", "")]
    [InlineData("@{ empty = '' }", "empty=")]
    [InlineData("@{ text = ('a' | ForEach-Object { $_ }) }", "text=a")]
    public void A_hashtable_is_converted_to_a_query_in_the_format_that_the_API_expects(string query, string? sent)
    {
        var result = Api.Run($"[cultureinfo]::CurrentCulture = 'de-DE'; Invoke-PlannrRequest v1/task -Query ({query})");

        if (sent is null)
        {
            Assert.Equal(RequestSession.InvalidRequest, result.ShouldTerminate().FullyQualifiedErrorId);
            Assert.Empty(Api.Server.Requests);
            return;
        }

        result.ShouldSucceed();
        Assert.Equal(sent, Api.Sent.Query);
    }

    [Theory]
    [InlineData("'v1/task?sort=name&filter[a]=1'", "@{ include = 'author' }", "sort=name&filter%5Ba%5D=1&include=author")]
    [InlineData("'v1/task?sort=name&page=2'", "@{ sort = 'due_at' }", "page=2&sort=due_at")]
    [InlineData("'v1/task?ids[]=1&ids[]=2&flag'", "@{}", "ids%5B%5D=1&ids%5B%5D=2&flag=")]
    [InlineData("\"$($Base)api/v1/task?page=2&q=a%20b+c\"", "@{}", "page=2&q=a%20b%20c")]
    public void A_query_in_the_path_is_combined_with_the_Query_parameter(string path, string query, string sent)
    {
        Api.Run($"Invoke-PlannrRequest ({path}) -Query ({query})").ShouldSucceed();

        Assert.Equal(("/api/v1/task", sent), (Api.Sent.Path, Api.Sent.Query));
    }

    [Theory]
    [InlineData("@{ 'filter[uuid]' = @() }", "'filter[uuid]' in -Query contains no values")]
    [InlineData("@{ a = @($null) }", "'a' in -Query contains no values")]
    [InlineData("@{ a = @(@{ b = 1 }) }", "'a' in -Query can't be sent in a query")]
    [InlineData("@{ '' = 1 }", "an empty name")]
    public void A_query_with_an_empty_list_or_an_empty_name_or_an_unsupported_value_is_refused(string query, string message)
    {
        ErrorRecord error = Api.Run($"Invoke-PlannrRequest v1/task -Query ({query})").ShouldTerminate();

        Assert.Equal(RequestSession.InvalidRequest, error.FullyQualifiedErrorId);
        Assert.Contains(message, error.Exception.Message, System.StringComparison.Ordinal);
        Assert.Empty(Api.Server.Requests);
    }
}
