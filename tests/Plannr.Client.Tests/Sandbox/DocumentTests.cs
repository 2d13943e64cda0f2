namespace Plannr.Client.Tests.Sandbox;

public class DocumentTests : SandboxTests
{
    // More bytes than an array can hold, so that the document cannot be buffered before it is sent.
    private const long Length = 3L << 30;

    private protected override SandboxOptions Options => new() { DocumentLength = Length };

    [Fact]
    public async Task Large_document_is_streamed()
    {
        using HttpResponseMessage response = await Client.GetAsync(
            $"/api/v1/document/{SandboxData.DocumentUuid}/content/docx", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(Length, response.Content.Headers.ContentLength);
        Assert.Equal("application/vnd.openxmlformats-officedocument.wordprocessingml.document", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        await using Stream stream = await response.Content.ReadAsStreamAsync();
        byte[] start = new byte[100_000];
        await stream.ReadExactlyAsync(start);
        Assert.All(start, (value, position) => Assert.Equal(position % 251, value));
    }
}
