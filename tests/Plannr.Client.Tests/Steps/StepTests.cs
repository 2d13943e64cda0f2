namespace Plannr.Client.Tests.Steps;

/// <summary>The base class for tests of a single step.</summary>
public abstract class StepTests : ServedApiTests
{
    private protected async Task<AutomationStep> GetStepAsync(string? status, string? info)
    {
        var body = new JsonObject { ["steps"] = new JsonArray(new JsonObject { ["status"] = status, ["info"] = info }) };
        return (await Api.GetAsync(body.ToJsonString())).Steps[0];
    }

    private protected async Task AssertErrorsAsync(string status, string info, params string[] errors)
    {
        AutomationStep step = await GetStepAsync(status, info);

        Assert.Equal(errors, step.Errors);
        Assert.Equal(errors.Length > 0, step.HasError);
        Assert.Equal(info, step.Info);
    }
}
