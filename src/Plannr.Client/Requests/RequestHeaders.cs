namespace Plannr.Client.Requests;

/// <summary>Which headers a request may have beside those of the connection.</summary>
internal static class RequestHeaders
{
    private static readonly HashSet<string> Owned = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Connection", "Cookie", "Expect", "Host", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "Range", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", AccountHeaderHandler.HeaderName,
    };

    public static void Check(PlannrRequest request)
    {
        foreach (KeyValuePair<string, string> header in request.Headers)
        {
            if (header.Key.Length == 0 || !header.Key.All(IsTokenCharacter))
            {
                throw InvalidRequest.Because(request.Method, $"'{header.Key}' is no name of a header.", "Give names of letters, digits and hyphens.");
            }

            if (Owned.Contains(header.Key) || header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            {
                throw InvalidRequest.Because(
                    request.Method,
                    $"The header {header.Key} belongs to the connection.",
                    "Leave it out. Another token or server is another connection (Connect-Plannr), another account is Switch-PlannrAccount; a body is always JSON.");
            }

            if (!header.Value.All(character => character is '\t' or (>= ' ' and <= '~')))
            {
                throw InvalidRequest.Because(request.Method, $"The value of the header {header.Key} holds line breaks or characters outside ASCII.", "Leave them out, or encode them.");
            }
        }
    }

    private static bool IsTokenCharacter(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') || "!#$%&'*+-.^_`|~".IndexOf(character) >= 0;
}
