namespace Plannr.PowerShell.Tests.Serving;

/// <summary>Numbered executions, as many as a test needs.</summary>
internal static class Runs
{
    public static Guid Uuid(int number) => new($"00000000-0000-4000-8000-{number:d12}");

    public static Guid[] Uuids(int count) => [.. Enumerable.Range(1, count).Select(Uuid)];

    public static string Path(int number) => $"/api/v1/automation-executions/{Uuid(number)}";

    public static IEnumerable<string> Paths(params int[] numbers) => numbers.Select(Path);

    /// <summary>Makes a server return an execution for every request except the one for the current user, so that a test can reconnect.</summary>
    public static void ServeAll(SandboxServer server) => server.Override = request => request.Path == "/api/v1/me" ? null : Answer(request);

    public static HttpResponseMessage Answer(RecordedRequest request)
    {
        string uuid = request.Path[(request.Path.LastIndexOf('/') + 1)..];
        string body = $$"""{"uuid":"{{uuid}}","name":"Run {{uuid}}","status":"completed","steps":[]}""";
        return new HttpResponseMessage { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }
}
