using System.Text.Json;

namespace Plannr.Benchmarks.Emitting;

/// <summary>A minimal cmdlet that lists executions: it reads each page and writes what the serializer returns.</summary>
[Cmdlet(VerbsCommon.Get, "BareExecution")]
public sealed class GetBareExecutionCommand : PSCmdlet
{
    /// <summary>The HTTP client.</summary>
    [Parameter(Mandatory = true)]
    public HttpClient Client { get; set; } = null!;

    /// <summary>Reads the list.</summary>
    protected override void EndProcessing()
    {
        for (string? next = "api/v1/automation-executions?per_page=500"; next is not null;)
        {
            byte[] body = Client.GetByteArrayAsync(new Uri(next, UriKind.RelativeOrAbsolute)).GetAwaiter().GetResult();
            BarePage page = JsonSerializer.Deserialize(body, BareJson.Default.BarePage)!;
            foreach (BarePage.Execution execution in page.Data)
            {
                WriteObject(execution);
            }

            next = page.Links?.Next;
        }
    }
}
