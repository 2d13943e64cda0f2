namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>The tests that measure the memory of the process: what runs beside them would be measured too.</summary>
[CollectionDefinition(Collection, DisableParallelization = true)]
public sealed class NothingBeside
{
    public const string Collection = "Nothing runs beside";
}
