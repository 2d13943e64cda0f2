namespace Plannr.TestServer.Faults;

/// <summary>What a fault affects.</summary>
public enum FaultScope
{
    /// <summary>Only the matching request.</summary>
    Request,

    /// <summary>The matching request and every later request on the same TCP connection.</summary>
    Connection,
}
