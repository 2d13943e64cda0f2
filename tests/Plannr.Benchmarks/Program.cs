using Plannr.Benchmarks.Soak;
if (args is [FetchServer.Argument, string latency])
{
    await FetchServer.ServeAsync(latency);
    return 0;
}

IBenchmark[] benchmarks =
[
    new AllBenchmarks(), new ImportBenchmark(), new FirstCallBenchmark(), new ReadBenchmark(), new EmitBenchmark(), new FetchBenchmark(), new FetchCpuBenchmark(), new ShellBenchmark(), new ReportBenchmark(),
    new GrowthBenchmark(), new SoakBenchmark(),
];

IBenchmark? benchmark = benchmarks.SingleOrDefault(candidate => candidate.Name == args.FirstOrDefault());
if (benchmark is not null)
{
    return await benchmark.RunAsync(args[1..]) ? 0 : 1;
}

await Console.Error.WriteLineAsync("Usage: dotnet run -c Release --project tests/Plannr.Benchmarks -- <benchmark>");
foreach (IBenchmark known in benchmarks)
{
    await Console.Error.WriteLineAsync($"  {known.Name,-12} {known.Summary}");
}

return 2;
