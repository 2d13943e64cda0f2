namespace Plannr.Client.Tests.Steps;

/// <summary>Tests the calculated properties of an execution and its steps.</summary>
public sealed class ComputedTests : ServedApiTests
{
    [Fact]
    public async Task Steps_and_completed_steps_are_counted()
    {
        AutomationExecution execution = await Api.GetAsync(
            """{"steps": [{"status": "completed"}, {"status": "Completed"}, {"status": "success"}, {"status": "failed"}, {"status": "pending"}, {"status": null}, {"status": "new value"}]}""");

        Assert.Equal(7, execution.StepCount);
        Assert.Equal(3, execution.CompletedStepCount);
    }

    [Fact]
    public async Task Execution_without_steps_has_zero_counts_and_no_errors()
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
    public async Task HasError_depends_on_the_status_if_there_is_no_message(string status, bool failed)
    {
        AutomationExecution byItself = await Api.GetAsync($$"""{"status": "{{status}}"}""");
        AutomationExecution byStep = await Api.GetAsync($$"""{"steps": [{"status": "{{status}}"}]}""");

        Assert.Equal(failed, byItself.HasError);
        Assert.Equal(failed, byStep.HasError);
        Assert.Equal(failed, byStep.Steps[0].HasError);
        Assert.Empty(byStep.Errors);
    }

    [Theory]
    [InlineData("""{"name": "A", "status": "completed", "info": "{\"error\": \"x\"}", "executed_at": "2026-05-01T10:00:00+01:00"}, {"name": "B", "status": "failed", "executed_at": "2026-05-01T11:00:00+01:00"}, {"name": "C", "status": "completed", "info": "{\"error\": \"y\"}"}""", "B", 11)]
    [InlineData("""{"name": "A", "info": "{\"error\": \"x\"}", "executed_at": "2026-05-01T10:00:00+01:00"}, {"name": "B", "info": "{\"error\": \"x\"}", "updated_at": "2026-05-01T12:00:00+01:00"}""", "B", 12)]
    [InlineData("""{"name": "A", "status": "error"}""", "A", 18)]
    [InlineData("""{"name": "A", "status": "completed", "executed_at": "2026-05-01T10:00:00+01:00"}""", null, null)]
    public async Task FailedStep_is_the_last_step_with_a_failed_status_or_otherwise_the_last_with_an_error(string steps, string? name, int? hour)
    {
        AutomationExecution execution = await Api.GetAsync($$"""{"status": "completed", "updated_at": "2026-05-01T18:00:00+01:00", "steps": [{{steps}}]}""");

        Assert.Equal((name, hour), (execution.FailedStep, execution.FailedAt?.Hour));
    }

    [Fact]
    public async Task FailedAt_is_UpdatedAt_if_no_step_failed()
    {
        AutomationExecution execution = await Api.GetAsync("""{"status": "failed", "updated_at": "2026-05-01T18:00:00+01:00", "steps": [{"name": "A", "status": "completed"}]}""");

        Assert.Equal((null, execution.UpdatedAt), (execution.FailedStep, execution.FailedAt));
    }

    [Theory]
    [InlineData("completed", "2026-05-01T10:30:00+01:00", "00:30:00")]
    [InlineData("failed", "2026-05-01T10:30:00+01:00", "00:30:00")]
    [InlineData("in_progress", null, "00:30:00")]
    [InlineData("waiting", null, "00:30:00")]
    [InlineData("", null, "00:30:00")]
    public async Task EndedAt_is_null_until_the_execution_ends_but_Duration_is_not(string status, string? end, string? duration)
    {
        AutomationExecution execution = await Api.GetAsync(
            $$"""{"status": "{{status}}", "created_at": "2026-05-01T10:00:00+01:00", "steps": [{"executed_at": "2026-05-01T10:30:00+01:00"}, {"executed_at": "2026-05-01T10:10:00+01:00"}, {}]}""");

        Assert.Equal(end, execution.EndedAt?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        Assert.Equal(duration, execution.Duration?.ToString());
    }

    [Fact]
    public async Task Execution_has_no_duration_if_no_step_ran_after_its_creation()
    {
        AutomationExecution without = await Api.GetAsync("""{"status": "failed", "created_at": "2026-05-01T10:00:00+01:00", "steps": [{}]}""");
        AutomationExecution before = await Api.GetAsync("""{"status": "failed", "created_at": "2026-05-01T10:00:00+01:00", "steps": [{"executed_at": "2026-05-01T09:00:00+01:00"}]}""");

        Assert.Equal((null, null), (without.EndedAt, without.Duration));
        Assert.Null(before.Duration);
    }

    [Fact]
    public async Task Execution_has_the_errors_of_its_steps_in_order_but_not_those_of_the_next_step()
    {
        AutomationExecution execution = await Api.GetAsync(
            """{"steps": [{"info": "{\"error\": \"one\"}"}, {"status": "completed"}, {"info": "{\"error\": \"two\"}"}], "next_step": {"info": "{\"error\": \"three\"}"}}""");

        Assert.Equal(["one", "two"], execution.Errors);
        Assert.Equal(["three"], execution.NextStep!.Errors);
        Assert.Equal("one; two", execution.Errors.ToString());
    }

    [Fact]
    public async Task Each_step_has_its_position_and_execution()
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
    public async Task Account_name_is_built_from_its_parts(string account, string? expected) =>
        Assert.Equal(expected, (await Api.GetAsync($$"""{"account": {{account}}}""")).AccountName);
}
