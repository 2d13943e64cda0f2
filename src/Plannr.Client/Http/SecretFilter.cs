using System.Buffers.Text;

namespace Plannr.Client.Http;

/// <summary>Redacts secrets in bytes that arrive in chunks, even if characters are percent-encoded or escaped as in JSON; all other bytes stay as they are.</summary>
internal sealed class SecretFilter
{
    private const int Incomplete = -1;

    private static readonly byte[] Replacement = Encoding.UTF8.GetBytes(Redaction.Replacement);

    private readonly byte[][] _secrets;
    private readonly byte[] _starts;
    private byte[] _held = [];

    public SecretFilter(List<string> secrets)
    {
        _secrets = new byte[secrets.Count][];
        _starts = new byte[secrets.Count + 2];
        for (int i = 0; i < secrets.Count; i++)
        {
            _secrets[i] = Encoding.UTF8.GetBytes(secrets[i]);
            _starts[i] = _secrets[i][0];
        }

        // An escaped secret can start with a backslash or a percent sign.
        _starts[secrets.Count] = (byte)'\\';
        _starts[secrets.Count + 1] = (byte)'%';
    }

    /// <summary>Returns whether the bytes contain a secret.</summary>
    public bool IsIn(ReadOnlySpan<byte> bytes) => Find(bytes, isEnd: true).Length > 0;

    /// <summary>Writes a chunk to the output. Bytes at the end of the chunk that may be the start of a secret are held back until the next chunk.</summary>
    public void Write(ReadOnlySpan<byte> piece, MemoryStream output, bool isEnd = false)
    {
        ReadOnlySpan<byte> bytes = _held.Length == 0 ? piece : (byte[])[.. _held, .. piece];
        while (true)
        {
            (int start, int length) = Find(bytes, isEnd);
#if NET
            output.Write(bytes.Slice(0, start));
#else
            output.Write(bytes.Slice(0, start).ToArray(), 0, start);
#endif
            bytes = bytes.Slice(start + length);
            if (length == 0)
            {
                _held = bytes.ToArray();
                return;
            }

            output.Write(Replacement, 0, Replacement.Length);
        }
    }

    /// <summary>Finds the first secret. If there is none, the length is 0, and the start is the position of a possible partial secret or the end of the bytes.</summary>
    private (int Start, int Length) Find(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        for (int start = 0; _secrets.Length > 0; start++)
        {
            int step = bytes.Slice(start).IndexOfAny(_starts);
            if (step < 0)
            {
                break;
            }

            start += step;
            int longest = 0;
            foreach (byte[] secret in _secrets)
            {
                int length = Match(bytes.Slice(start), secret);
                if (length == Incomplete && !isEnd)
                {
                    return (start, 0);
                }

                longest = Math.Max(longest, length);
            }

            if (longest > 0)
            {
                return (start, longest);
            }

            // The second of two backslashes escapes nothing.
            start += bytes.Slice(start).StartsWith("\\\\"u8) ? 1 : 0;
        }

        return (bytes.Length, 0);
    }

    /// <summary>Returns the length of the secret at the start of the bytes, 0 if the bytes do not start with it, or <see cref="Incomplete"/> if more bytes are needed to decide.</summary>
    private static int Match(ReadOnlySpan<byte> bytes, byte[] secret)
    {
        int length = 0;
        foreach (byte character in secret)
        {
            int taken = MatchCharacter(bytes.Slice(length), character);
            if (taken <= 0)
            {
                return taken;
            }

            length += taken;
        }

        return length;
    }

    private static int MatchCharacter(ReadOnlySpan<byte> bytes, byte character) => bytes switch
    {
        [] => Incomplete,
        [var first, ..] when first == character => 1,
        [(byte)'%', ..] => MatchEscape(bytes, 1, 2, character),
        [(byte)'\\'] => Incomplete,
        [(byte)'\\', (byte)'u', ..] => MatchEscape(bytes, 2, 4, character),
        [(byte)'\\', (byte)'/' or (byte)'"', ..] when bytes[1] == character => 2,
        _ => 0,
    };

    private static int MatchEscape(ReadOnlySpan<byte> bytes, int start, int digits, byte character)
    {
        if (bytes.Length < start + digits)
        {
            return Incomplete;
        }

        bool isSame = Utf8Parser.TryParse(bytes.Slice(start, digits), out int code, out int read, 'x') && read == digits && code == character;
        return isSame ? start + digits : 0;
    }
}
