namespace Plannr.Build.Package;

/// <summary>Writes <c>THIRD-PARTY-NOTICES.txt</c>, which lists the third-party packages that ship with the module, and their licences.</summary>
internal static class NoticesFile
{
    public const string Name = "THIRD-PARTY-NOTICES.txt";

    private const string Line = "--------------------------------------------------------------------------------";

    /// <summary>Returns the text for the packages whose code is in the module. A licence text that several packages share is included once.</summary>
    public static string TextOf(IEnumerable<ThirdPartyPackage> packages)
    {
        ThirdPartyPackage[] all = [.. packages.OrderBy(package => package.Id, StringComparer.OrdinalIgnoreCase).ThenBy(package => package.Version, StringComparer.Ordinal)];
        var text = new StringBuilder();
        text.Append("Plannr for PowerShell includes code from these packages, which their owners license to you under the terms below.\n\n");
        foreach (ThirdPartyPackage package in all)
        {
            text.Append(CultureInfo.InvariantCulture, $"{package.Id} {package.Version}\n");
            text.Append(CultureInfo.InvariantCulture, $"    {package.Copyright}\n");
            text.Append(CultureInfo.InvariantCulture, $"    Licence: {package.LicenceName ?? package.LicenceUrl}\n");
            text.Append(CultureInfo.InvariantCulture, $"    {package.ProjectUrl}\n\n");
        }

        foreach (IGrouping<string, ThirdPartyPackage> same in all.GroupBy(package => package.LicenceText))
        {
            Append(text, "Licence of", same, same.Key);
        }

        foreach (IGrouping<string, ThirdPartyPackage> same in all.Where(package => package.Notices is not null).GroupBy(package => package.Notices!))
        {
            Append(text, "Notices that come with", same, same.Key);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, string title, IEnumerable<ThirdPartyPackage> packages, string body) =>
        text.Append(Line).Append('\n')
            .Append(title).Append(' ').AppendJoin(", ", packages.Select(package => $"{package.Id} {package.Version}")).Append(":\n\n")
            .Append(body).Append("\n\n");
}
