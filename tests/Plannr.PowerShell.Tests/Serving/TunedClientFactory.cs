using Plannr.Client;

namespace Plannr.PowerShell.Tests.Serving;

/// <summary>Creates the module's own clients with the clock, retry count and size limit that the test chooses.</summary>
internal sealed class TunedClientFactory(TimeProvider clock, int retries, long? maximumBodySize = null) : IPlannrClientFactory
{
    private readonly PlannrClientFactory _inner = new(clock);

    public IPlannrFiles Files => _inner.Files;

    public IPlannrClient Create(PlannrClientOptions options)
    {
        options.MaximumRetryCount = retries;
        options.MaximumBodySize = maximumBodySize ?? options.MaximumBodySize;
        return _inner.Create(options);
    }

    public IPlannrAuthorization Authorize(PlannrClientOptions options, PlannrAuthorizationOptions authorization) => _inner.Authorize(options, authorization);

    public object? ReadJson(byte[] json) => _inner.ReadJson(json);

    public T? ReadRecord<T>(byte[] json)
        where T : PlannrResource, new() => _inner.ReadRecord<T>(json);

    public byte[] WriteJson(object? value) => _inner.WriteJson(value);

    public IPlannrReport CreateReport(string title, string extension) => _inner.CreateReport(title, extension);
}
