using System.Text.Json;

namespace Plannr.Benchmarks.Emitting;

/// <summary>The least that a cmdlet can do that lists executions: it reads page after page and writes what the serializer makes of it.</summary>
[Cmdlet(VerbsCommon.Get, "BareExecution")]
public sealed class GetBareExecutionCommand : PSCmdlet
{
    /// <summary>The client to read with.</summary>
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
