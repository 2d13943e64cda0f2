namespace Plannr.Pester.Tests;

/// <summary>The outcome of one <c>It</c>, or of a block or file that failed as a whole.</summary>
/// <param name="File">The name of the test file.</param>
/// <param name="Name">The names of the enclosing blocks and of the test.</param>
/// <param name="Result">Pester's result: Passed, Failed, Skipped, Inconclusive or NotRun.</param>
/// <param name="Message">The error messages with file and line number, or the reason why the test was skipped.</param>
public sealed record PesterResult(string File, string Name, string Result, string Message)
{
    /// <summary>Returns the result, which the test runner shows after the name.</summary>
    public override string ToString() => Result;
}
