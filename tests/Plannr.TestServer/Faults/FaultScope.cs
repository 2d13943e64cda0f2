namespace Plannr.TestServer.Faults;

/// <summary>What a fault that has struck covers.</summary>
public enum FaultScope
{
    /// <summary>The request that it matched.</summary>
    Request,

    /// <summary>That request and every later one on the same TCP connection, whatever they ask for.</summary>
    Connection,
}
