using Plannr.Sandbox;

namespace Plannr.TestServer;

/// <summary>How a <see cref="SandboxServer"/> is set up. Read once, when it starts.</summary>
public sealed record SandboxServerOptions
{
    /// <summary>The sandbox's own options. Its rate limit applies as in the demo: set it to null where a test sends more.</summary>
    public SandboxOptions Sandbox { get; init; } = new();

    /// <summary>The sandbox's clock. The log of requests keeps real time whatever this is.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether to serve HTTPS, with a certificate that nobody trusts (<see cref="SandboxServer.Certificate"/>).</summary>
    public bool UseHttps { get; init; }

    /// <summary>How long each answer is held back. Can be changed later: <see cref="SandboxServer.Latency"/>.</summary>
    public TimeSpan Latency { get; init; }
}
