namespace Plannr.PowerShell.Tests.Requests;

[Collection(ModuleSession.Collection)]
public sealed class CompletionTests
{
    [Theory]
    [InlineData("Invoke-PlannrRequest -Path v1/tas", "'v1/task'", "'v1/task/{task_uuid}/complete'", "'v1/task/{task_uuid}/uncomplete/{taskStatus}'", "'v1/task/{uuid}'")]
    [InlineData("Invoke-PlannrRequest v1/tas", "'v1/task'", "'v1/task/{task_uuid}/complete'", "'v1/task/{task_uuid}/uncomplete/{taskStatus}'", "'v1/task/{uuid}'")]
    [InlineData("Invoke-PlannrRequest /api/v1/tas", "'/api/v1/task'", "'/api/v1/task/{task_uuid}/complete'", "'/api/v1/task/{task_uuid}/uncomplete/{taskStatus}'", "'/api/v1/task/{uuid}'")]
    [InlineData("Invoke-PlannrRequest api/v1/tas", "'api/v1/task'", "'api/v1/task/{task_uuid}/complete'", "'api/v1/task/{task_uuid}/uncomplete/{taskStatus}'", "'api/v1/task/{uuid}'")]
    [InlineData("Invoke-PlannrRequest -Method PATCH -Path v1/ta", "'v1/task/{task_uuid}/complete'", "'v1/task/{task_uuid}/uncomplete/{taskStatus}'")]
    [InlineData("Invoke-PlannrRequest PATCH v1/ta", "'v1/task/{task_uuid}/complete'", "'v1/task/{task_uuid}/uncomplete/{taskStatus}'")]
    [InlineData("Invoke-PlannrRequest PO", "POST")]
    [InlineData("Invoke-PlannrRequest v1/task -Method ", "GET", "POST")]
    [InlineData("Invoke-PlannrRequest v1/other -Method P", "POST", "PUT", "PATCH")]
    public void Endpoints_and_methods_are_completed(string line, params string[] expected)
    {
        using var session = new ModuleSession();
        session.Set("Line", line);

        ScriptResult result = session.Run("(TabExpansion2 $Line $Line.Length).CompletionMatches | ForEach-Object CompletionText").ShouldSucceed();

        Assert.Equal(expected, result.Output.Select(item => item.ToString()));
    }

    [Fact]
    public void A_tooltip_shows_the_methods_and_content_of_an_endpoint()
    {
        using var session = new ModuleSession();
        PSObject match = session.Run("(TabExpansion2 'Invoke-PlannrRequest -Path v1/tag' 33).CompletionMatches").ShouldSucceed().Output.Single();

        Assert.Equal("GET, POST: tags", match.Properties["ToolTip"].Value);
    }
}
