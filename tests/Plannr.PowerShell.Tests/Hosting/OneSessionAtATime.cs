namespace Plannr.PowerShell.Tests.Hosting;

/// <summary>Tests that use a session run one at a time because connections are shared by the whole process.</summary>
[CollectionDefinition(ModuleSession.Collection)]
public sealed class OneSessionAtATime;
