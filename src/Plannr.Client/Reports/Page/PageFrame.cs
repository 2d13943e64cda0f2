using System.Security.Cryptography;

namespace Plannr.Client.Reports.Page;

/// <summary>
/// What stands around the sections: the head with the one style sheet, and the one script. The page's own policy allows these two by their
/// hash and nothing else, so no data could ever run as a script, and nothing is fetched.
/// </summary>
internal static class PageFrame
{
    private static readonly string Style = Load("report.css");
    private static readonly string Script = Load("report.js");

    public static void Open(Markup markup, string title) => markup
        .Raw("<!DOCTYPE html>\n<html lang=\"en-GB\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n")
        .Raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-").Raw(HashOf(Style))
        .Raw("'; script-src 'sha256-").Raw(HashOf(Script)).Raw("'; base-uri 'none'; form-action 'none'\"/>\n")
        .Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<meta name=\"color-scheme\" content=\"light dark\"/>\n")
        .Raw("<meta name=\"referrer\" content=\"no-referrer\"/>\n<title>").Text(title).Raw("</title>\n<style>").Raw(Style).Raw("</style>\n</head>\n<body>\n<main>\n");

    public static void Close(Markup markup) => markup.Raw("</main>\n<script>").Raw(Script).Raw("</script>\n</body>\n</html>\n");

    private static string HashOf(string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    private static string Load(string name)
    {
        using Stream stream = typeof(PageFrame).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // A browser takes every line ending for a line feed before it builds the hash.
        return reader.ReadToEnd().Replace("\r\n", "\n");
    }
}
