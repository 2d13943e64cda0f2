namespace Plannr.Fuzz.Tests.Generating;

/// <summary>Generates resources as JSON objects with some of their fields, in any order and with any values.</summary>
internal static partial class ResourceGrammar
{
    /// <summary>The placeholder for a mark.</summary>
    private const string Place = "§";

    private static readonly Gen<string> Marked = Gen.Elements($"\"{Place}\"", $"\"<{Place}>\"", $"\"Über {Place}\"");

    private static readonly Gen<string> Leaf = Gen.Frequency((3, Marked), (1, JsonGrammar.Number), (1, JsonGrammar.Literal));

    public static Gen<AnyResource> Document() =>
        from reader in Gen.Elements(ResourceReader.All.ToArray())
        from depth in Gen.Choose(0, 3)
        from members in Members(depth)

        // An object with data as its only member would be read as an envelope. The first member prevents this.
        select new AnyResource(reader.Name, Mark($"{{\"{Place}\":\"{Place}\"{members}}}"));

    public static MatchCollection MarksIn(string text) => Marks().Matches(text);

    private static Gen<string> Members(int depth) =>
        from names in Gen.Choose(0, 5).SelectMany(count => Gen.Elements(ResourceReader.FieldNames.ToArray()).ArrayOf(count))
        from members in Gen.CollectToArray(names.Distinct().ToArray(), name => Value(depth).Select(value => $",\"{name}\":{value}"))
        from unknown in Value(depth)
        from isKnownOnly in Gen.Elements(true, false)
        select string.Concat(members) + (isKnownOnly ? string.Empty : $",\"{Place}\":{unknown}");

    private static Gen<string> Value(int depth) => depth <= 0
        ? Leaf
        : Gen.Frequency(
            (3, Leaf),
            (2, Members(depth - 1).Select(members => $"{{{members.TrimStart(',')}}}")),
            (2, JsonGrammar.Array(Value(depth - 1))),
            (2, Numbered(Value(depth - 1))),
            (1, JsonGrammar.Array(Members(depth - 1).Select(members => $"{{{members.TrimStart(',')}}}"))));

    /// <summary>Generates a list as PHP writes it after an item was removed: an object with numeric keys.</summary>
    private static Gen<string> Numbered(Gen<string> item) =>
        from first in Gen.Choose(0, 20)
        from count in Gen.Choose(0, 4)
        from items in item.ArrayOf(count)
        select $"{{{string.Join(",", items.Select((value, index) => $"\"{first + (2 * index)}\":{value}"))}}}";

    private static string Mark(string text)
    {
        int count = 0;
        return PlacePattern().Replace(text, _ => $"m{count++}.");
    }

    [GeneratedRegex(Place)]
    private static partial Regex PlacePattern();

    [GeneratedRegex("m[0-9]+\\.")]
    private static partial Regex Marks();
}
