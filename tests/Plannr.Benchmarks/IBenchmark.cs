namespace Plannr.Benchmarks;

/// <summary>One thing that is measured: <c>dotnet run -c Release --project tests/Plannr.Benchmarks -- &lt;name&gt;</c>.</summary>
internal interface IBenchmark
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>What is measured, in a line.</summary>
    string Summary { get; }

    /// <summary>Measures, and prints a table in Markdown.</summary>
    /// <param name="arguments">What stands behind the name on the command line.</param>
    /// <returns>Whether the target was met.</returns>
    Task<bool> RunAsync(string[] arguments);
}
