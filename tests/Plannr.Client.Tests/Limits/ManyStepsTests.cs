using Plannr.Client.Json;

namespace Plannr.Client.Tests.Limits;

/// <summary>Tests an execution with far more steps than a blueprint is likely to have.</summary>
public sealed class ManyStepsTests : ServedApiTests
{
    private const int Many = 100_000;

    [Fact]
    public async Task Each_of_100_000_steps_is_read_and_has_its_position()
    {
        AutomationExecution execution = await Api.GetAsync(Execution(Many));

        Assert.Equal(Many, execution.StepCount);
        Assert.Equal(Many, execution.CompletedStepCount);
        Assert.Equal(Enumerable.Range(1, Many), execution.Steps.Select(step => step.Position!.Value));
        Assert.Equal(Enumerable.Range(0, Many).Select(index => $"Step {index}"), execution.Steps.Select(step => step.Name));
        Assert.Equal(Enumerable.Range(0, Many).Select(Uuid), execution.Steps.Select(step => step.Uuid!.Value));
        Assert.Equal(Enumerable.Range(0, Many).Select(index => $"Error {index}"), execution.Errors);
    }

    [Fact]
    public void Memory_use_is_proportional_to_the_number_of_steps()
    {
        // Only allocations by this thread are measured, so that parallel tests have no effect.
        Measure(10);
        long some = Measure(Many / 10);
        long tenfold = Measure(Many);

        Assert.InRange((double)tenfold / some, 5, 15);
    }

    private static long Measure(int steps)
    {
        byte[] body = Encoding.UTF8.GetBytes(Execution(steps));
        long before = GC.GetAllocatedBytesForCurrentThread();
        AutomationExecution execution = JsonBody.ReadOne<AutomationExecution>(body)!;
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(steps, execution.StepCount);
        return after - before;
    }

    private static string Execution(int steps) =>
        $"{{\"status\":\"completed\",\"steps\":[{string.Join(",", Enumerable.Range(0, steps).Select(index =>
            $"{{\"uuid\":\"{Uuid(index)}\",\"name\":\"Step {index}\",\"status\":\"completed\",\"info\":\"{{error: \\\"Error {index}\\\"}}\"}}"))}]}}";

    private static Guid Uuid(int index) => new(index, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
}
