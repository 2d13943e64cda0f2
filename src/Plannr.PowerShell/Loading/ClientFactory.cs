using System.Reflection;

namespace Plannr.PowerShell.Loading;

/// <summary>The one place where the cmdlets reach the HTTP core, which is loaded when it is first asked for.</summary>
internal static class ClientFactory
{
    private static Lazy<IPlannrClientFactory> _current = new(Load);

    public static IPlannrClientFactory Current => _current.Value;

    /// <summary>Puts another factory in the place of the core's, for tests that need a clock of their own.</summary>
    internal static void Replace(IPlannrClientFactory? factory) =>
        Volatile.Write(ref _current, factory is null ? new Lazy<IPlannrClientFactory>(Load) : new Lazy<IPlannrClientFactory>(() => factory));

    private static IPlannrClientFactory Load() =>
        (IPlannrClientFactory)Activator.CreateInstance(
            Assembly.Load("Plannr.Client").GetType("Plannr.Client.PlannrClientFactory", throwOnError: true)!)!;
}
