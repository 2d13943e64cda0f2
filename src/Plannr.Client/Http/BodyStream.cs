#if NET
#endif

namespace Plannr.Client.Http;

/// <summary>Reading and writing piece by piece on both runtimes.</summary>
internal static class BodyStream
{
#if NET
    public static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken) => content.ReadAsStreamAsync(cancellationToken);

    public static ValueTask<int> ReadAsync(Stream stream, byte[] chunk, CancellationToken cancellationToken) => stream.ReadAsync(chunk, cancellationToken);

    public static ValueTask WriteAsync(Stream stream, byte[] chunk, int count, CancellationToken cancellationToken) => stream.WriteAsync(chunk.AsMemory(0, count), cancellationToken);
#else
    public static Task<Stream> OpenAsync(HttpContent content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsStreamAsync();
    }

    public static Task<int> ReadAsync(Stream stream, byte[] chunk, CancellationToken cancellationToken) => stream.ReadAsync(chunk, 0, chunk.Length, cancellationToken);

    public static Task WriteAsync(Stream stream, byte[] chunk, int count, CancellationToken cancellationToken) => stream.WriteAsync(chunk, 0, count, cancellationToken);
#endif
}
