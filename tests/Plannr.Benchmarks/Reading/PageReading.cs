using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Plannr.Client.Json;
using Plannr.Client.Paging;

namespace Plannr.Benchmarks.Reading;

/// <summary>Reads a page with the module and with the plain serializer.</summary>
public class PageReading
{
    private readonly byte[] _body = Encoding.UTF8.GetBytes(FetchServer.PageOf(1, 500, 200));

    /// <summary>Reads the page with the plain serializer.</summary>
    [Benchmark(Baseline = true)]
    public int Bare() => JsonSerializer.Deserialize(_body, BareJson.Default.BarePage)!.Data.Count;

    /// <summary>Reads the page with the module's reader.</summary>
    [Benchmark]
    public int Plannr() => ListPage<AutomationExecution>.Read(_body, RecordReader<AutomationExecution>.Instance.ReadItem)!.Items.Count;
}
