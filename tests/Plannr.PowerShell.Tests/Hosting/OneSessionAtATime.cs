namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>The tests that use a session run one after the other: connections serve the whole process.</summary>
[CollectionDefinition(ModuleSession.Collection)]
public sealed class OneSessionAtATime;
