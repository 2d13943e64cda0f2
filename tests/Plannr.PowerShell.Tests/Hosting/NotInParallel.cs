namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>Tests that measure the memory of the process and so can't run in parallel with others.</summary>
[CollectionDefinition(Collection, DisableParallelization = true)]
public sealed class NotInParallel
{
    public const string Collection = "Not in parallel";
}
