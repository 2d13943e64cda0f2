namespace Plannr.PowerShell.Tests.Tags;

[Collection(ModuleSession.Collection)]
public sealed class GetTagTests : IAsyncLifetime
{
    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Fact]
    public void All_tags_are_read_with_one_request()
    {
        Tag[] tags = [.. _served.Session.Run("Get-PlannrTag").ShouldSucceed().As<Tag>()];

        Assert.Equal(["VIP", "Ethical investor", "Trust", "Welsh speaker"], tags.Select(tag => tag.Name));
        Assert.Equal((new Guid("b0776f78-c46c-523a-a143-75d4bfdceec8"), "vip", "#ef4582"), (tags[0].Uuid, tags[0].Slug, tags[0].Colour));
        Assert.Equal(new DateTimeOffset(2024, 5, 19, 18, 31, 18, TimeSpan.FromHours(1)), tags[0].CreatedAt);
        Assert.Equal(["/api/v1/tag?per_page=500"], _served.Paths);
    }

    [Theory]
    [InlineData("vip", "/api/v1/tag?per_page=500", "VIP")]
    [InlineData("e*, nothing", "/api/v1/tag?per_page=500", "Ethical investor")]
    [InlineData("-First 1", "/api/v1/tag?per_page=1", "VIP")]
    public void First_limits_the_page_size_and_Name_filters_the_tags(string parameters, string path, string name)
    {
        Assert.Equal(name, _served.Session.Run("Get-PlannrTag " + parameters).ShouldSucceed().As<Tag>().Single().Name);
        Assert.Equal([path], _served.Paths);
    }

    [Fact]
    public void A_forbidden_list_request_ends_the_pipeline()
    {
        _served.Server.Faults.Add(Fault.Status(403, """{"message":"No."}"""));

        Assert.StartsWith("PlannrForbidden,", _served.Session.Run("Get-PlannrTag").ShouldTerminate().FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
