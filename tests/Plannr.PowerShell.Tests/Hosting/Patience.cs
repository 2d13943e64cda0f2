namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>Turns a test that would hang into one that fails. No test passes because time has passed.</summary>
internal static class Patience
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static Task OrFail(this Task task) => task.WaitAsync(Limit);

    public static Task<T> OrFail<T>(this Task<T> task) => task.WaitAsync(Limit);
}
