using System.Reflection;

namespace Plannr.PowerShell.Loading;

/// <summary>The only place where the cmdlets access the HTTP core, which is loaded on first use.</summary>
internal static class ClientFactory
{
    private static Lazy<IPlannrClientFactory> _current = new(Load);

    public static IPlannrClientFactory Current => _current.Value;

    /// <summary>Replaces the core's factory in tests that need their own clock or settings.</summary>
    internal static void Replace(IPlannrClientFactory? factory) =>
        Volatile.Write(ref _current, factory is null ? new Lazy<IPlannrClientFactory>(Load) : new Lazy<IPlannrClientFactory>(() => factory));

    private static IPlannrClientFactory Load() =>
        (IPlannrClientFactory)Activator.CreateInstance(
            Assembly.Load("Plannr.Client").GetType("Plannr.Client.PlannrClientFactory", throwOnError: true)!)!;
}
