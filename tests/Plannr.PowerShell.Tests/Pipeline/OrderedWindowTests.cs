namespace Plannr.PowerShell.Tests.Pipeline;

public class OrderedWindowTests
{
    [Fact]
    public async Task An_item_is_never_overtaken_in_the_line_for_a_slot()
    {
        const int Count = 5000;
        var started = new List<int>();
        var gate = new TaskCompletionSource();
        var window = new OrderedWindow<int, int>(1, async item =>
        {
            started.Add(item);
            await gate.Task;
            return item;
        }, CancellationToken.None);

        for (int item = 0; item < Count; item++)
        {
            window.Add(item);
        }

        gate.SetResult();
        while (!window.IsEmpty)
        {
            (int item, Task<int> result) = window.Take();
            Assert.Equal(item, await result.OrFail());
        }

        Assert.Equal(Enumerable.Range(0, Count), started);
    }
}
