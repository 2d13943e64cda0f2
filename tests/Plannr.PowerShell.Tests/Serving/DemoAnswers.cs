using System.Net.Http.Headers;
using Plannr.Client.Demo;

namespace Plannr.PowerShell.Tests.Serving;

/// <summary>Serves individual tasks, reports, imports and files from the demo, because the sandbox lacks endpoints for them.</summary>
internal sealed class DemoAnswers
{
    private readonly HttpMessageInvoker _demo = new(new DemoHandler(TimeProvider.System));

    public HttpResponseMessage? Answer(RecordedRequest request)
    {
        if (!Regex.IsMatch(request.Path, "^/(api/v1/(file|import|report|task/[^/]+)|file)(/|$)"))
        {
            return null;
        }

        var message = new HttpRequestMessage(new HttpMethod(request.Method), $"http://{request.Header("Host")}{request.Path}?{request.Query}") { Content = new StringContent(request.Body) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.TryParse(request.Header("Content-Type"), out MediaTypeHeaderValue? type) ? type : null;
        return _demo.SendAsync(message, default).GetAwaiter().GetResult();
    }
}
