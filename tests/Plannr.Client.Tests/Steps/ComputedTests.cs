namespace Plannr.Client.Tests.Steps;

/// <summary>What an execution and its steps say beyond the API's own fields.</summary>
public sealed class ComputedTests : ServedApiTests
{
    [Fact]
    public async Task Steps_are_counted_and_completed_ones_too()
    {
        AutomationExecution execution = await Api.GetAsync(
            """{"steps": [{"status": "completed"}, {"status": "Completed"}, {"status": "success"}, {"status": "failed"}, {"status": "pending"}, {"status": null}, {"status": "new value"}]}""");

        Assert.Equal(7, execution.StepCount);
        Assert.Equal(3, execution.CompletedStepCount);
    }

    [Fact]
    public async Task An_execution_without_steps_has_none()
    {
        AutomationExecution execution = await Api.GetAsync("""{"name": "A"}""");

        Assert.Empty(execution.Steps);
        Assert.Equal((0, 0, false), (execution.StepCount, execution.CompletedStepCount, execution.HasError));
        Assert.Empty(execution.Errors);
        Assert.Null(execution.AccountUuid);
        Assert.Null(execution.AccountName);
    }

    [Theory]
    [InlineData("failed", true)]
    [InlineData("Timed Out", true)]
    [InlineData("completed-with-errors", true)]
    [InlineData("completed", false)]
    [InlineData("in_progress", false)]
    [InlineData("something new", false)]
    public async Task The_status_alone_can_say_that_a_run_or_a_step_failed(string status, bool failed)
    {
        AutomationExecution byItself = await Api.GetAsync($$"""{"status": "{{status}}"}""");
        AutomationExecution byStep = await Api.GetAsync($$"""{"steps": [{"status": "{{status}}"}]}""");

        Assert.Equal(failed, byItself.HasError);
        Assert.Equal(failed, byStep.HasError);
        Assert.Equal(failed, byStep.Steps[0].HasError);
        Assert.Empty(byStep.Errors);
    }

    [Fact]
    public async Task Errors_of_all_steps_stand_in_their_order_and_those_of_neighbours_do_not_count()
    {
        AutomationExecution execution = await Api.GetAsync(
            """{"steps": [{"info": "{\"error\": \"one\"}"}, {"status": "completed"}, {"info": "{\"error\": \"two\"}"}], "next_step": {"info": "{\"error\": \"three\"}"}}""");

        Assert.Equal(["one", "two"], execution.Errors);
        Assert.Equal(["three"], execution.NextStep!.Errors);
        Assert.Equal("one; two", execution.Errors.ToString());
    }

    [Fact]
    public async Task A_step_knows_its_place_and_its_run_wherever_it_stands()
    {
        const string First = "11111111-1111-1111-1111-111111111111";
        const string Second = "22222222-2222-2222-2222-222222222222";
        AutomationExecution execution = await Api.GetAsync(
            $$"""{"steps": [{"uuid": "{{First}}"}, {"uuid": "{{Second}}"}], "next_step": {"uuid": "{{Second}}"}, "previous_step": {"uuid": "{{First}}"}, "name": "Run", "uuid": "{{ServedApi.Uuid}}"}""");

        Assert.Equal((1, 2), (execution.Steps[0].Position, execution.Steps[1].Position));
        Assert.Equal((2, 1), (execution.NextStep!.Position, execution.PreviousStep!.Position));
        Assert.All(
            [execution.Steps[0], execution.Steps[1], execution.NextStep, execution.PreviousStep],
            step => Assert.Equal(((Guid?)ServedApi.Uuid, "Run"), (step.ExecutionUuid, step.ExecutionName)));
    }

    [Theory]
    [InlineData("""{"first_name": "Gareth", "last_name": "Thompson"}""", "Gareth Thompson")]
    [InlineData("""{"last_name": "Thompson"}""", "Thompson")]
    [InlineData("""{"name": " ", "first_name": "Gareth"}""", "Gareth")]
    [InlineData("{}", null)]
    [InlineData("\"App\\\\Http\\\\Resources\\\\AccountResource\"", null)]
    public async Task The_name_of_the_account_is_put_together_where_it_came_in_parts(string account, string? expected) =>
        Assert.Equal(expected, (await Api.GetAsync($$"""{"account": {{account}}}""")).AccountName);
}
