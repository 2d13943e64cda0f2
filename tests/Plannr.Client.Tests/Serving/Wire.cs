namespace Plannr.Client.Tests.Serving;

/// <summary>The headers that differ between the tested builds. <c>DESKTOP</c> is the net472 build, which is also tested on .NET.</summary>
internal static class Wire
{
#if DESKTOP
    /// <summary>Whether a GET has Content-Type and Content-Length. .NET Framework rejects a GET with content, so the net472 build removes the content.</summary>
    public const bool SendsContentWithGet = false;

    /// <summary>The trace headers of a request that is sent within an activity. .NET's HttpClientHandler always adds these; .NET Framework's adds none.</summary>
    public static readonly string[] TraceHeaders = ["baggage", "traceparent"];
#else
    /// <summary>Whether a GET has Content-Type and Content-Length.</summary>
    public const bool SendsContentWithGet = true;

    /// <summary>The trace headers of a request that is sent within an activity.</summary>
    public static readonly string[] TraceHeaders = [];
#endif
}
