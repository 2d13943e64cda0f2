namespace Plannr.Client.Http;

/// <summary>A body that was read whole, and can be looked at without another copy.</summary>
internal sealed class BufferedContent(byte[] buffer, int length) : ByteArrayContent(buffer, 0, length)
{
    public ReadOnlyMemory<byte> Bytes { get; } = new(buffer, 0, length);

    /// <summary>Whether the body is longer: of an error no more is read than can be of use.</summary>
    public bool IsCut { get; init; }

    /// <summary>The body of an answer that came through the handlers.</summary>
    public static ReadOnlySpan<byte> Of(HttpResponseMessage response) => ((BufferedContent)response.Content).Bytes.Span;
}
