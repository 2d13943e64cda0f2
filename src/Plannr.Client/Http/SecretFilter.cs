using System.Buffers.Text;

namespace Plannr.Client.Http;

/// <summary>
/// Redacts secrets in bytes that arrive in pieces, even across two pieces. A character of a secret can be escaped as in JSON
/// or percent-encoded. All other bytes stay as they are.
/// </summary>
internal sealed class SecretFilter
{
    private const int Incomplete = -1;

    private static readonly byte[] Replacement = Encoding.UTF8.GetBytes(Redaction.Replacement);

    private readonly byte[][] _secrets;
    private readonly byte[] _starts;
    private byte[] _held = [];
    private int _heldCount;

    public SecretFilter(IEnumerable<string> secrets)
    {
        _secrets = secrets.Select(Encoding.UTF8.GetBytes).ToArray();
        _starts = _secrets.Select(secret => secret[0]).Concat([(byte)'\\', (byte)'%']).Distinct().ToArray();
    }

    /// <summary>Returns whether the bytes hold a secret.</summary>
    public bool IsIn(ReadOnlySpan<byte> bytes) => Find(bytes, isEnd: true).Length > 0;

    /// <summary>Writes a piece to the output, except for bytes at its end that may be the beginning of a secret.</summary>
    public void Write(ReadOnlySpan<byte> piece, MemoryStream output) => Write(piece, isEnd: false, output);

    /// <summary>Writes the last piece to the output.</summary>
    public void WriteEnd(ReadOnlySpan<byte> piece, MemoryStream output) => Write(piece, isEnd: true, output);

    private void Write(ReadOnlySpan<byte> piece, bool isEnd, MemoryStream output)
    {
        ReadOnlySpan<byte> bytes = _heldCount == 0 ? piece : Join(piece);
        while (true)
        {
            (int start, int length) = Find(bytes, isEnd);
            Append(output, bytes.Slice(0, start));
            bytes = bytes.Slice(start + length);
            if (length == 0)
            {
                Hold(bytes);
                return;
            }

            output.Write(Replacement, 0, Replacement.Length);
        }
    }

    private byte[] Join(ReadOnlySpan<byte> piece)
    {
        byte[] joined = new byte[_heldCount + piece.Length];
        _held.AsSpan(0, _heldCount).CopyTo(joined);
        piece.CopyTo(joined.AsSpan(_heldCount));
        return joined;
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        if (_held.Length < bytes.Length)
        {
            _held = new byte[bytes.Length];
        }

        bytes.CopyTo(_held);
        _heldCount = bytes.Length;
    }

    /// <summary>Finds the first secret. Without one the length is 0, and what may be the beginning of a secret starts there.</summary>
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
            start += bytes[start] == (byte)'\\' && start + 1 < bytes.Length && bytes[start + 1] == (byte)'\\' ? 1 : 0;
        }

        return (bytes.Length, 0);
    }

    /// <summary>Returns the length of a secret at the beginning of the bytes; 0 for none.</summary>
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

    private static int MatchCharacter(ReadOnlySpan<byte> bytes, byte character)
    {
        if (bytes.Length == 0)
        {
            return Incomplete;
        }

        if (bytes[0] == character)
        {
            return 1;
        }

        return bytes[0] switch
        {
            (byte)'%' => MatchEscape(bytes, 1, 2, character),
            (byte)'\\' when bytes.Length == 1 => Incomplete,
            (byte)'\\' when bytes[1] == (byte)'u' => MatchEscape(bytes, 2, 4, character),
            (byte)'\\' when bytes[1] == character && character is (byte)'/' or (byte)'"' => 2,
            _ => 0,
        };
    }

    private static int MatchEscape(ReadOnlySpan<byte> bytes, int start, int digits, byte character)
    {
        if (bytes.Length < start + digits)
        {
            return Incomplete;
        }

        bool isSame = Utf8Parser.TryParse(bytes.Slice(start, digits), out int code, out int read, 'x') && read == digits && code == character;
        return isSame ? start + digits : 0;
    }

    private static void Append(MemoryStream output, ReadOnlySpan<byte> bytes)
    {
#if NET
        output.Write(bytes);
#else
        byte[] copy = bytes.ToArray();
        output.Write(copy, 0, copy.Length);
#endif
    }
}
