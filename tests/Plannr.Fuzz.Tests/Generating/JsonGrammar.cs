namespace Plannr.Fuzz.Tests.Generating;

/// <summary>Generates JSON with everything that its grammar allows: any white space, unnecessary escapes, numbers of any size and repeated names.</summary>
internal static class JsonGrammar
{
    private const int MostItems = 4;

    private static readonly Gen<string> Space = Gen.Frequency((12, Gen.Constant(string.Empty)), (2, Gen.Constant(" ")), (1, Gen.Elements("\n", "\t", "\r\n  ")));

    private static readonly Gen<string> Letters = Gen.Frequency(
        (20, Gen.Elements("a", "b", "uuid", "name", "error", "data", "é", "中", "🙂", " ", "0", "-", "/", "<b>", "'", "null")),
        (6, Gen.Elements("\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0041", "\\u00e9", "\\u0000", "\\u2028", "\\ud83d\\ude00")),
        (1, Gen.Elements("\\ud83d", "\\ude00", "\\ud83d\\ud83d\\ude00")));

    private static readonly Gen<string> Names = Gen.Frequency(
        (6, Gen.Elements("uuid", "name", "status", "data", "links", "meta", "steps", "account", "example", "error", "errors", "message")),
        (2, Gen.Choose(0, 3).SelectMany(count => Letters.ArrayOf(count)).Select(string.Concat)));

    /// <summary>A quoted JSON string.</summary>
    public static Gen<string> Text { get; } = Gen.Choose(0, 8).SelectMany(count => Letters.ArrayOf(count)).Select(parts => $"\"{string.Concat(parts)}\"");

    public static Gen<string> Literal { get; } = Gen.Elements("null", "true", "false");

    public static Gen<string> Number { get; } = Gen.Frequency(
        (4, Gen.Elements("0", "-0", "1", "-1", "7", "3.25", "1e3", "-1E+3", "0.0", "1.50", "100")),
        (2, Gen.Elements("9223372036854775807", "9223372036854775808", "-9223372036854775809", "1e400", "-1e-400", "0.1234567890123456789012345678901")),
        (1, Gen.Choose(1, 450).Select(count => new string('9', count))),
        (1, Gen.Choose(1, 450).Select(count => "0." + new string('3', count))));

    /// <summary>Values of the types that the API sends in its fields.</summary>
    public static Gen<string> Scalar { get; } = Gen.Frequency(
        (4, Text),
        (2, Number),
        (2, Literal),
        (2, Gen.Elements(
            "\"\"", "\"2026-05-19T18:31:18+01:00\"", "\"2026-05-19 18:31:18\"", "\"2026-05-19\"", "\"0000-00-00\"", "\"9999-12-31T23:59:59-14:00\"", "\"true\"", "\"12\"",
            "\"82f16694-dbe3-4787-bd57-ab9eec12b43f\"", "\"App\\\\Http\\\\Resources\\\\FirmResource\"", "\"\\\"[{errors : \\\"x\\\" }]\\\"\"")));

    public static Gen<string> Value() => Gen.Sized(size => Gen.Frequency((8, Value(System.Math.Min(size / 8, 6))), (1, Deep(Value(1)))));

    public static Gen<string> Value(int depth) => depth <= 0
        ? Scalar
        : Gen.Frequency((2, Scalar), (3, Object(Names.Select(name => $"\"{name}\""), Value(depth - 1))), (3, Array(Value(depth - 1))));

    public static Gen<string> Array(Gen<string> item) =>
        from count in Gen.Choose(0, MostItems)
        from items in Spaced(item).ArrayOf(count)
        select $"[{string.Join(",", items)}]";

    public static Gen<string> Object(Gen<string> quotedName, Gen<string> value) =>
        from count in Gen.Choose(0, MostItems)
        from members in Member(quotedName, value).ArrayOf(count)
        select $"{{{string.Join(",", members)}}}";

    /// <summary>Generates a member of an object, with white space around its parts.</summary>
    public static Gen<string> Member(Gen<string> quotedName, Gen<string> value) =>
        from name in Spaced(quotedName)
        from content in Spaced(value)
        select $"{name}:{content}";

    /// <summary>Generates a deeply nested value: usually close to the maximum depth, sometimes far deeper.</summary>
    public static Gen<string> Deep(Gen<string> value) =>
        from depth in Gen.Frequency((4, Gen.Choose(50, 70)), (1, Gen.Choose(1000, 20_000)))
        from open in Gen.Elements("[", "{\"a\":", "{\"steps\":", "{\"account\":", "{\"data\":")
        from inner in value
        select string.Concat(Enumerable.Repeat(open, depth)) + inner + new string(open[0] == '[' ? ']' : '}', depth);

    private static Gen<string> Spaced(Gen<string> text) =>
        from before in Space
        from inner in text
        from after in Space
        select before + inner + after;
}
