using Plannr.Sandbox;

namespace Plannr.TestServer;

/// <summary>The options for a <see cref="SandboxServer"/>. They are read once, when the server starts.</summary>
public sealed record SandboxServerOptions
{
    /// <summary>The sandbox's options. The rate limit applies as in the demo: set it to null for a test that exceeds it.</summary>
    public SandboxOptions Sandbox { get; init; } = new();

    /// <summary>The sandbox's clock. The request log always uses real time.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Whether to serve HTTPS, with an untrusted certificate (<see cref="SandboxServer.Certificate"/>).</summary>
    public bool UseHttps { get; init; }

    /// <summary>The delay of each response, which <see cref="SandboxServer.Latency"/> can change later.</summary>
    public TimeSpan Latency { get; init; }
}
