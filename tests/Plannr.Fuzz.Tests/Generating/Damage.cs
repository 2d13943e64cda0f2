namespace Plannr.Fuzz.Tests.Generating;

/// <summary>Generates bodies that are unchanged, are truncated, or have bytes changed, inserted, removed or repeated.</summary>
internal static class Damage
{
    private static readonly byte[][] Insertions =
    [
        [0xEF, 0xBB, 0xBF], [0x00], [0xFF], [0xC3], [0xE9], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], .. new[] { "\"", "\\", "{", "}", "[", "]", ",", ":", "/*", "*/", "//", "\n", "1", "e", "u", "\\ud83d", "\u2028" }.Select(Encoding.UTF8.GetBytes),
    ];

    public static Gen<byte[]> Bytes() =>
        from text in Gen.Frequency((2, ResourceGrammar.Document().Select(resource => resource.Text)), (2, JsonGrammar.Value()))
        from count in Gen.Frequency((1, Gen.Constant(0)), (4, Gen.Constant(1)), (2, Gen.Choose(2, 5)))
        from changes in Change().ArrayOf(count)
        select changes.Aggregate(Encoding.UTF8.GetBytes(text), (bytes, change) => change(bytes));

    /// <summary>Generates copies of the bytes with one change.</summary>
    public static Gen<byte[]> To(byte[] whole) => Change().Select(change => change(whole));

    private static Gen<Func<byte[], byte[]>> Change() =>
        from kind in Gen.Choose(0, 6)
        from position in Gen.Choose(0, int.MaxValue - 1)
        from length in Gen.Choose(1, 12)
        from insertion in Gen.Elements(Insertions)
        select (Func<byte[], byte[]>)(bytes =>
        {
            int start = position % (bytes.Length + 1);
            int end = Math.Min(start + length, bytes.Length);
            return kind switch
            {
                0 => bytes[..start],
                1 => bytes[start..],
                2 => [.. bytes[..start], .. bytes[end..]],
                3 => [.. bytes[..end], .. bytes[start..]],
                4 => [.. insertion, .. bytes],
                5 when start < bytes.Length => [.. bytes[..start], (byte)(bytes[start] ^ (1 << (length % 8))), .. bytes[(start + 1)..]],
                _ => [.. bytes[..start], .. insertion, .. bytes[start..]],
            };
        });
}
