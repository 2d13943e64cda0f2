namespace Plannr.Sandbox.Responses;

/// <summary>A stream whose bytes are calculated when they are read, so even a long stream needs no memory. Each byte is its position modulo <see cref="Period"/>.</summary>
internal sealed class PatternStream(long length) : Stream
{
    /// <summary>The period of the pattern. It is a prime number, so a lost or repeated buffer of any usual size breaks the pattern.</summary>
    public const int Period = 251;

    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = (int)Math.Min(count, length - _position);
        int value = (int)(_position % Period);
        for (int i = 0; i < read; i++)
        {
            buffer[offset + i] = (byte)value;
            value = value == Period - 1 ? 0 : value + 1;
        }

        _position += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
