using Engine = System.Management.Automation.PowerShell;

namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>The output, errors and other streams of a script.</summary>
internal sealed record ScriptResult
{
    public required IReadOnlyList<PSObject> Output { get; init; }

    public required IReadOnlyList<ErrorRecord> Errors { get; init; }

    /// <summary>The error that terminated the script, or null.</summary>
    public required ErrorRecord? Terminating { get; init; }

    public required IReadOnlyList<string> Verbose { get; init; }

    public required IReadOnlyList<string> Debug { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<ProgressRecord> Progress { get; init; }

    public int ProgressCount => Progress.Count;

    public static ScriptResult Create(Engine shell, IReadOnlyList<PSObject> output, ErrorRecord? terminating) => new()
    {
        Output = output,
        Errors = [.. shell.Streams.Error],
        Terminating = terminating,
        Verbose = [.. shell.Streams.Verbose.Select(record => record.Message)],
        Debug = [.. shell.Streams.Debug.Select(record => record.Message)],
        Warnings = [.. shell.Streams.Warning.Select(record => record.Message)],
        Progress = [.. shell.Streams.Progress],
    };

    /// <summary>Returns the output, asserting that every object is of type <typeparamref name="T"/>.</summary>
    public IReadOnlyList<T> As<T>() => [.. Output.Select(item => Assert.IsType<T>(item?.BaseObject))];

    public ScriptResult ShouldSucceed()
    {
        Assert.Null(Terminating?.Exception.ToString());
        Assert.Empty(Errors.Select(error => error.ToString()));
        return this;
    }

    public ErrorRecord ShouldHaveOneError()
    {
        Assert.Null(Terminating?.ToString());
        return Assert.Single(Errors);
    }

    public ErrorRecord ShouldTerminate()
    {
        Assert.NotNull(Terminating);
        return Terminating;
    }
}
