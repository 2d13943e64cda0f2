using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Plannr.PowerShell.Tests.Hosting.LongestFirst", "Plannr.PowerShell.Tests")]

namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>Starts the collection of module sessions first: it takes longest, and most other collections run in parallel with it.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName != ModuleSession.Collection);
}
