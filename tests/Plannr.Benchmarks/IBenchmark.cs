namespace Plannr.Benchmarks;

/// <summary>A measurement, started by <c>dotnet run -c Release --project tests/Plannr.Benchmarks -- &lt;name&gt;</c>.</summary>
internal interface IBenchmark
{
    /// <summary>The name on the command line.</summary>
    string Name { get; }

    /// <summary>A one-line description.</summary>
    string Summary { get; }

    /// <summary>Runs the measurement and prints a Markdown table.</summary>
    /// <param name="arguments">The command-line arguments after the name.</param>
    /// <returns>Whether the target was met.</returns>
    Task<bool> RunAsync(string[] arguments);
}
