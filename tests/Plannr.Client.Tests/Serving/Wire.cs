namespace Plannr.Client.Tests.Serving;

/// <summary>What the handler of the build under test sends. <c>DESKTOP</c> is the net472 build, which these tests also run on .NET.</summary>
internal static class Wire
{
#if DESKTOP
    /// <summary>Whether a GET has Content-Type and Content-Length. .NET Framework rejects a GET with content, so the net472 build removes the content.</summary>
    public const bool SendsContentWithGet = false;

    /// <summary>Headers sent for the caller's activity. .NET's HttpClientHandler always adds these; .NET Framework's adds none.</summary>
    public static readonly string[] TraceHeaders = ["baggage", "traceparent"];
#else
    /// <summary>Whether a GET has Content-Type and Content-Length.</summary>
    public const bool SendsContentWithGet = true;

    /// <summary>Headers sent for the caller's activity.</summary>
    public static readonly string[] TraceHeaders = [];
#endif
}
