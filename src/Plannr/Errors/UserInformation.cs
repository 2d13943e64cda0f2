using System.Text.RegularExpressions;

namespace Plannr;

/// <summary>Redacts the user name and password that a URL can contain before its host.</summary>
internal static class UserInformation
{
    private const string Replacement = "***";

    // A slash may be escaped, as in JSON.
    private static readonly Regex Plain = new("(?<=(?:\\\\?/){2})[^\\s/?#\"<>\\\\@][^\\s/?#\"<>\\\\]*(?=@)", RegexOptions.CultureInvariant);

    private static readonly Regex Encoded = new(
        "(?<=%3A%2F%2F)(?:(?!%2F|%3F|%23)[^\\s/?#&\"<>])+(?=%40)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Redacts the user information in each URL in the text.</summary>
    public static string Redact(string text) => Encoded.Replace(Plain.Replace(text, Replacement), Replacement);
}
