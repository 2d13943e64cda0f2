namespace Plannr.PowerShell.Tests.Groups;

/// <summary>Tests lists that the module filters: groups, custom fields and cases.</summary>
[Collection(ModuleSession.Collection)]
public sealed class FirmListTests : IAsyncLifetime
{
    private const string Client = "4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311";

    private ServedSession _served = null!;

    public async Task InitializeAsync() => _served = await ServedSession.StartAsync();

    public async Task DisposeAsync() => await _served.DisposeAsync();

    [Theory]
    [InlineData("Get-PlannrGroup", "/api/v1/group?per_page=500", "Advisers Administrators")]
    [InlineData("Get-PlannrGroup adv*", "/api/v1/group?per_page=500", "Advisers")]
    [InlineData("Get-PlannrGroup -First 1", "/api/v1/group?per_page=1", "Advisers")]
    [InlineData("Get-PlannrCustomField", "/api/v1/custom-field?per_page=500", "Favourite pet Chased on")]
    [InlineData("Get-PlannrCustomField -ModelType TASK", "/api/v1/custom-field?per_page=500", "Chased on")]
    [InlineData("Get-PlannrCustomField fav*", "/api/v1/custom-field?per_page=500", "Favourite pet")]
    [InlineData("Get-PlannrCase", "/api/v1/cases?per_page=500", "Pension transfer ISA top-up")]
    [InlineData("Get-PlannrCase isa*", "/api/v1/cases?per_page=500", "ISA top-up")]
    public void List_is_requested_once_and_filtered_locally(string command, string path, string names)
    {
        Assert.Equal(names, string.Join(' ', _served.Session.Run($"({command}).Name").ShouldSucceed().Output));
        Assert.Equal([path], _served.Paths);
    }

    [Fact]
    public void Custom_field_has_its_reference_and_options()
    {
        CustomField field = _served.Session.Run("Get-PlannrCustomField fav*").ShouldSucceed().As<CustomField>().Single();

        Assert.Equal(("favourite_pet", "selection", "client", false), (field.Reference, field.Type, field.ModelType, field.IsRequired));
        Assert.Equal(["Dog", "Cat", "Goldfish"], field.SelectionOptions);
    }

    [Fact]
    public void Cases_of_a_repeated_client_are_requested_once()
    {
        _served.Server.Override = _ => new HttpResponseMessage { Content = new StringContent("""{"data":[{"uuid":"00000000-0000-4000-8000-000000000001","name":"Transfer","stage":"new"}],"links":{"next":null}}""") };

        PlannrCase[] cases = [.. _served.Session.Run($"'{Client}', '{Client}' | Get-PlannrCase").ShouldSucceed().As<PlannrCase>()];

        Assert.Equal("new", Assert.Single(cases).AdditionalProperties["stage"]);
        Assert.Equal([$"/api/v1/client/{Client}/cases?per_page=500"], _served.Paths);
    }

    [Theory]
    [InlineData("\"New\"", "New")]
    [InlineData("""{"uuid":"00000000-0000-4000-8000-000000000002","name":"New"}""", "New")]
    [InlineData("""{"uuid":"00000000-0000-4000-8000-000000000002"}""", null)]
    [InlineData("null", null)]
    public void Status_name_of_a_case_is_the_same_before_and_after_serialization(string status, string? name)
    {
        _served.Server.Override = _ => new HttpResponseMessage { Content = new StringContent($$$"""{"data":[{"uuid":"00000000-0000-4000-8000-000000000001","status":{{{status}}} }],"links":{"next":null}}""") };

        Assert.Equal(
            [name, name],
            _served.Session.Run("$case = Get-PlannrCase; $case, [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($case)) | ForEach-Object { $_.StatusName }")
                .ShouldSucceed().Output.Select(item => item?.BaseObject));
    }

    [Fact]
    public void Unknown_client_causes_one_error()
    {
        _served.Server.Override = _ => new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("""{"message":"No query results"}""") };

        Assert.StartsWith("PlannrNotFound,", _served.Session.Run($"Get-PlannrCase -ClientUuid {Client}").ShouldHaveOneError().FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
