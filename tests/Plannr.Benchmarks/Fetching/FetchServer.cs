using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Plannr.TestServer;
using Plannr.TestServer.Recording;

namespace Plannr.Benchmarks.Fetching;

/// <summary>A server in a process of its own, so that its work and memory are not counted as those of the client.</summary>
internal sealed class FetchServer : IDisposable
{
    public const string Argument = "serve-fetch";

    private readonly Process _process;

    private FetchServer(Process process, Uri baseUri)
    {
        _process = process;
        BaseUri = baseUri;
    }

    public Uri BaseUri { get; }

    public static Guid Uuid(int number) => new($"00000000-0000-4000-8000-{number:d12}");

    public static FetchServer Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Environment.ProcessPath!.Contains("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(typeof(FetchServer).Assembly.Location);
        }

        start.ArgumentList.Add(Argument);
        Process process = Process.Start(start)!;
        return new FetchServer(process, new Uri(process.StandardOutput.ReadLine()!));
    }

    /// <summary>Serves until its input ends.</summary>
    public static async Task ServeAsync()
    {
        await using SandboxServer server = await SandboxServer.StartAsync(new SandboxServerOptions { Latency = TimeSpan.FromMilliseconds(20) });
        server.Override = request => Answer(server, request);
        Console.WriteLine(server.BaseUri);
        await Console.In.ReadLineAsync();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>The number of requests since it was last asked for.</summary>
    public async Task<int> TakeRequestCountAsync(HttpClient http) =>
        int.Parse(await http.GetStringAsync(new Uri(BaseUri, "count")), CultureInfo.InvariantCulture);

    private static HttpResponseMessage Answer(SandboxServer server, RecordedRequest request)
    {
        if (request.Path == "/count")
        {
            int count = server.Requests.Count - 1;
            server.ClearRequests();
            return Text(count.ToString(CultureInfo.InvariantCulture));
        }

        if (request.Query.Contains("filter", StringComparison.Ordinal))
        {
            IEnumerable<string> uuids = Uri.UnescapeDataString(request.Query).Split('=', '&')[1].Split(',');
            return Text($$$"""{"data":[{{{string.Join(",", uuids.Select(Execution))}}}],"links":{"next":null},"meta":{"current_page":1,"last_page":1}}""");
        }

        return Text(Execution(request.Path[(request.Path.LastIndexOf('/') + 1)..]));
    }

    private static string Execution(string uuid) => $$"""
        {"uuid":"{{uuid}}","created_at":"2026-05-19T18:31:18+01:00","updated_at":"2026-05-19T18:31:18+01:00","status":"in_progress","triggered_by":"client.created","name":"Send client welcome pack","steps":[{{Step("Send SMS")}},{{Step("Send e-mail")}},{{Step("Create task")}}]}
        """;

    private static string Step(string name) => $$"""
        {"uuid":"8434bd65-74d9-4c5b-9db3-9887e056f56f","created_at":"2026-05-19T18:31:18+01:00","updated_at":"2026-05-19T18:31:18+01:00","executed_at":"2026-05-19T18:31:18+01:00","status":"completed","info":null,"name":"{{name}}"}
        """;

    private static HttpResponseMessage Text(string text) =>
        new(HttpStatusCode.OK) { Content = new StringContent(text, Encoding.UTF8, "application/json") };
}
