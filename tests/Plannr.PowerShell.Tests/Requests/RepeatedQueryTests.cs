namespace Plannr.PowerShell.Tests.Requests;

/// <summary>Queries that repeat a parameter. The request for each page contains all values of the parameter.</summary>
public sealed class RepeatedQueryTests : RequestTests
{
    private const string FirstPage = "/api/v1/x?tag%5B%5D=a&tag%5B%5D=b";

    [Theory]
    [InlineData("?page=2", "page=2&tag%5B%5D=a&tag%5B%5D=b")]
    [InlineData("?tag[]=a&tag[]=b&page=2", "tag%5B%5D=a&tag%5B%5D=b&page=2")]
    [InlineData("?tag%5B0%5D=a&tag%5B1%5D=b&page=2", "tag%5B0%5D=a&tag%5B1%5D=b&page=2")]
    [InlineData("?tag[]=a&page=2", "page=2&tag%5B%5D=a&tag%5B%5D=b")]
    [InlineData("?page=2&tag%5B0%5D=b", "page=2&tag%5B%5D=a&tag%5B%5D=b")]
    [InlineData("", "tag%5B%5D=a&tag%5B%5D=b&page=2")]
    public void All_values_of_a_repeated_parameter_are_sent_for_later_pages(string link, string query)
    {
        Serve(link);

        Api.Run("Invoke-PlannrRequest 'v1/x?tag[]=a&tag[]=b' -Paginate").ShouldSucceed();

        Assert.Equal([FirstPage, "/api/v1/x?" + query], Api.Served.Paths);
    }

    [Theory]
    [InlineData("v1/x?tag=a&tag=b&z=1", "?tag=b&page=2", "page=2&tag=a&tag=b&z=1")]
    [InlineData("v1/x?filter[a][]=1&filter[a][]=2&filter[b]=3", "?filter[a][0]=1&filter[a][1]=2&page=2", "filter%5Ba%5D%5B0%5D=1&filter%5Ba%5D%5B1%5D=2&page=2&filter%5Bb%5D=3")]
    [InlineData("v1/x?a[][n]=1&a[][n]=2", "?a[0][n]=1&a[1][n]=2&page=2", "a%5B0%5D%5Bn%5D=1&a%5B1%5D%5Bn%5D=2&page=2")]
    [InlineData("v1/x?tag[]=a", "?tag[0]=a&page=2", "tag%5B0%5D=a&page=2")]
    [InlineData("v1/x?sort=a", "?sort=b&page=2", "sort=b&page=2")]
    [InlineData("v1/x?a=1", "?b=2&b=3&page=2", "b=2&b=3&page=2&a=1")]
    public void Parameters_missing_from_a_link_are_added_once_and_the_others_are_kept(string path, string link, string query)
    {
        Serve(link);

        Api.Run($"Invoke-PlannrRequest '{path}' -Paginate").ShouldSucceed();

        Assert.Equal("/api/v1/x?" + query, Api.Served.Paths[^1]);
        Assert.Equal(2, Api.Served.Paths.Length);
    }

    /// <summary>Serves two pages. The first refers to the second by a link or, if the link is empty, by page number.</summary>
    private void Serve(string link) => Api.Server.Override = request => RequestSession.Json(
        request.Query.Contains("page=2", StringComparison.Ordinal) ? """{"data":[{"uuid":"b"}],"links":{"next":null}}"""
        : link.Length > 0 ? $$$"""{"data":[{"uuid":"a"}],"links":{"next":"{{{link}}}"}}"""
        : """{"data":[{"uuid":"a"}],"meta":{"current_page":1,"last_page":2}}""");
}
