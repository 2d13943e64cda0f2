namespace Plannr.Fuzz.Tests.Generating;

/// <summary>Generates text from pieces that often break parsers.</summary>
internal static class TextGrammar
{
    private static readonly Gen<string> Piece = Gen.Frequency(
        (6, Gen.Elements("{", "}", "[", "]", "\"", "'", ",", ":", "=", "=>", "\\", "\\\"", "\\u", "\\u00e9", "\\ud83d", "/", "%", "%2", "%41", "&", "?", "#", "+", ";", "-", ".", "*", "=")),
        (5, Gen.Elements("error", "errors", "message", "failed", "token", "password", "code", "Bearer ", "Basic ", "null", "true", "0", "https://", "http://[", "//", "javascript:", "\"token\":\"", "?code=")),
        (4, Gen.Elements("a", "Z", "0", "9", "é", "中", "🙂", "\ud83d", "\ude00", "\0", "\u0001", "\u200e", "\ufeff", "\uffff", "\u2028")),
        (3, Gen.Elements(" ", "\n", "\r\n", "\t", "\u00a0")),
        (3, Gen.Elements("<", ">", "</", "<title>", "</title>", "<script>", "<!--", "]]>", "&amp;", "&#x", "&#99999999;")),
        (3, Gen.Elements("2026", "-05", "-19", "T18:31:18", "+01:00", "Z", " GMT", "Tue, 19 May 2026 18:31:18 GMT", "0001-01-01", "9999-12-31", "-14:00", "24:00:00", "2147483648", "-1", "1e9", "60")),
        (1, Gen.Choose(1, 400).SelectMany(count => Gen.Elements('[', '{', '"', '\\', ' ', 'a', '<', '%', '9').Select(letter => new string(letter, count)))));

    public static Gen<string> Text() => Gen.Frequency(
        (6, Gen.Sized(size => Gen.Choose(0, 2 + (size / 2))).SelectMany(count => Piece.ArrayOf(count)).Select(string.Concat)),
        (2, JsonGrammar.Value()),
        (1, JsonGrammar.Value().Select(json => "\"" + json + "\"")),
        (1, from json in JsonGrammar.Value() from position in Gen.Choose(0, 1000) select json[..System.Math.Min(position, json.Length)]),
        (1, from json in JsonGrammar.Value() select json.Replace("\"", string.Empty, System.StringComparison.Ordinal)),
        (1, from json in JsonGrammar.Value() select json.Replace('"', '\'').Replace(":", " => ", System.StringComparison.Ordinal)));
}
