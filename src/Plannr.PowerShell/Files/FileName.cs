namespace Plannr.PowerShell.Files;

/// <summary>Converts the server's file names so that they are valid on every operating system.</summary>
internal static class FileName
{
    /// <summary>The maximum length in UTF-8 bytes. It is lower than Linux's limit of 255, because a number may be added.</summary>
    private const int MostBytes = 200;

    private const int MostExtension = 20;

    private static readonly HashSet<string> Reserved = new(
        [
            "AUX", "CON", "CONIN$", "CONOUT$", "NUL", "PRN",
            .. from device in new[] { "COM", "LPT" } from number in "0123456789\u00B9\u00B2\u00B3" select device + number,
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the name of a file without its path and without characters that an operating system forbids or hides.</summary>
    public static string Create(PlannrFile file)
    {
        string name = Clean(file.Filename);
        if (name.Length > 0)
        {
            return name;
        }

        string extension = Clean(file.Extension).TrimStart('.');
        string stem = Clean(file.Name);
        stem = stem.Length > 0 ? stem : file.Uuid?.ToString() ?? "file";
        return Clean(extension.Length == 0 || stem.EndsWith("." + extension, StringComparison.OrdinalIgnoreCase) ? stem : $"{stem}.{extension}");
    }

    /// <summary>Returns a unique name, with a number if necessary.</summary>
    public static string MakeUnique(string name, HashSet<string> others)
    {
        string unique = name;
        for (int number = 2; !others.Add(unique); number++)
        {
            unique = $"{Path.GetFileNameWithoutExtension(name)} ({number}){Path.GetExtension(name)}";
        }

        return unique;
    }

    private static string Clean(string? text)
    {
        string last = (text ?? string.Empty).Split('/', '\\').Last();
        var clean = new StringBuilder(last.Length);
        foreach (char character in last)
        {
            // Format characters can reorder a displayed name, for example to disguise its extension.
            UnicodeCategory category = char.GetUnicodeCategory(character);
            clean.Append(
                category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? string.Empty
                : "<>:\"|?*".IndexOf(character) >= 0 ? "_"
                : character.ToString());
        }

        string name = Shorten(clean.ToString().Trim()).TrimEnd('.', ' ');
        return Reserved.Contains(name.Split('.')[0].TrimEnd()) ? "_" + name : name;
    }

    /// <summary>Shortens a long name. Keeps the extension, unless it is also long, and never splits a surrogate pair.</summary>
    private static string Shorten(string name)
    {
        if (Encoding.UTF8.GetByteCount(name) <= MostBytes)
        {
            return name;
        }

        int dot = name.LastIndexOf('.');
        string extension = dot > 0 && Encoding.UTF8.GetByteCount(name.Substring(dot)) <= MostExtension ? name.Substring(dot) : string.Empty;
        string stem = name.Substring(0, name.Length - extension.Length);
        while (Encoding.UTF8.GetByteCount(stem + extension) > MostBytes)
        {
            stem = stem.Substring(0, stem.Length - (char.IsLowSurrogate(stem[stem.Length - 1]) && stem.Length > 1 ? 2 : 1));
        }

        return stem.TrimEnd('.', ' ') + extension;
    }
}
