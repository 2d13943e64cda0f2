using Plannr.Client;

namespace Plannr.PowerShell.Tests.Serving;

/// <summary>Creates the module's own clients, but only for this machine and the demo, so that tests that use this factory send nothing elsewhere.</summary>
internal sealed class LoopbackClientFactory(TimeProvider clock) : IPlannrClientFactory
{
    private readonly PlannrClientFactory _inner = new(clock);

    public IPlannrFiles Files => _inner.Files;

    public IPlannrClient Create(PlannrClientOptions options)
    {
        // The client is created first, so that invalid options fail as usual; creating it sends nothing.
        IPlannrClient client = _inner.Create(options);
        Check(options);
        return client;
    }

    public IPlannrAuthorization Authorize(PlannrClientOptions options, PlannrAuthorizationOptions authorization)
    {
        IPlannrAuthorization started = _inner.Authorize(options, authorization);
        Check(options);
        return started;
    }

    public object? ReadJson(byte[] json) => _inner.ReadJson(json);

    public T? ReadRecord<T>(byte[] json)
        where T : PlannrResource, new() => _inner.ReadRecord<T>(json);

    public byte[] WriteJson(object? value) => _inner.WriteJson(value);

    public IPlannrReport CreateReport(string title, string extension) => _inner.CreateReport(title, extension);

    private static void Check(PlannrClientOptions options)
    {
        if (!options.Demo && !options.BaseUri.IsLoopback)
        {
            throw new InvalidOperationException($"A test was about to connect to {options.BaseUri}.");
        }
    }
}
