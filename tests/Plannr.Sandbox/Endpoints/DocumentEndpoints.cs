namespace Plannr.Sandbox.Endpoints;

/// <summary>Returns the contents of a document, as an example of a large body that is not JSON. The response is 404 for all UUIDs except one.</summary>
internal sealed class DocumentEndpoints(SandboxOptions options) : IEndpointGroup
{
    public IEnumerable<Route> Routes => [new("GET", "api/v1/document/{uuid}/content/docx", Download)];

    private ApiResponse Download(ApiRequest request)
    {
        request.Bind("uuid", "Document", uuid => uuid == SandboxData.DocumentUuid ? "document" : null);
        return ApiResponse.Bytes(options.DocumentLength, "application/vnd.openxmlformats-officedocument.wordprocessingml.document") with
        {
            Headers =
            [
                ("Content-Disposition", "attachment; filename=\"Annual review letter.docx\""),
            ],
        };
    }
}
