using Plannr.Sandbox;

namespace Plannr.TestServer;

/// <summary>The options for a <see cref="SandboxServer"/>. They are read once, when the server starts.</summary>
public sealed record SandboxServerOptions
{
    /// <summary>The sandbox's options. By default, the rate limit is the same as in the demo. Set it to null for a test that would exceed it.</summary>
    public SandboxOptions Sandbox { get; init; } = new();

    /// <summary>The sandbox's clock. The request log always uses real time.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether to serve HTTPS, with an untrusted certificate (<see cref="SandboxServer.Certificate"/>).</summary>
    public bool UseHttps { get; init; }

    /// <summary>The delay of each response. To change it later, set <see cref="SandboxServer.Latency"/>.</summary>
    public TimeSpan Latency { get; init; }
}
