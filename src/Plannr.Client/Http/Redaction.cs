using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Plannr.Client.Http;

/// <summary>
/// Takes secrets out of text that a user will see: those that the connection holds, wherever they stand, and whatever stands under a
/// name that secrets go by.
/// </summary>
internal sealed class Redaction(Func<IEnumerable<string>> secrets)
{
    public const string Replacement = "***";

    // A shorter one would also stand in ordinary words.
    private const int ShortestSecret = 6;

    public const string SecretNames =
        "access_token|refresh_token|client_secret|id_token|code|code_verifier|token|password|signing_secret|plain_text_token|secret|api_key";

    private static readonly Regex FormSecret = new(
        "((?:^|[?&;\\s])(?:" + SecretNames + ")=)[^&\\s\"'<>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex Bearer = new(
        "\\b(Bearer|Basic)\\s+[A-Za-z0-9._~+/=|-]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Names of headers that users add go by no list.</summary>
    private static readonly Regex SecretHeader = new("token|secret|password|api-?key|credential", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly HashSet<string> SecretHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Proxy-Authorization", "Cookie", "Set-Cookie", "X-Signature",
    };

    /// <summary>Text without the secrets; empty for null.</summary>
    public string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        string clean = CleanOwn(text!);
        return FormSecret.Replace(Bearer.Replace(clean, "$1 " + Replacement), "$1" + Replacement);
    }

    /// <summary>Text without the secrets that the connection holds, and otherwise as it is.</summary>
    public string CleanOwn(string text) => OwnSecrets().Aggregate(text, (current, secret) => current.Replace(secret, Replacement));

    /// <summary>A body without the secrets that the connection holds, and otherwise as it is, to the byte.</summary>
    public ReadOnlySpan<byte> CleanOwn(ReadOnlySpan<byte> body)
    {
        foreach (string secret in OwnSecrets())
        {
            byte[] bytes = Encoding.UTF8.GetBytes(secret);
            if (body.IndexOf(bytes) >= 0)
            {
                body = Replace(body, bytes);
            }
        }

        return body;
    }

    /// <summary>The start of a body without the secrets that the connection holds, and without what the cut may have left of one.</summary>
    public ReadOnlySpan<byte> CleanOwnStart(ReadOnlySpan<byte> body, int most)
    {
        if (body.Length <= most)
        {
            return CleanOwn(body);
        }

        ReadOnlySpan<byte> start = CleanOwn(body.Slice(0, most));
        int longest = OwnSecrets().Select(Encoding.UTF8.GetByteCount).DefaultIfEmpty().Max();
        return start.Slice(0, Math.Max(0, start.Length - longest));
    }

    private static byte[] Replace(ReadOnlySpan<byte> body, byte[] secret)
    {
        using var clean = new MemoryStream(body.Length);
        byte[] replacement = Encoding.UTF8.GetBytes(Replacement);
        for (int at = body.IndexOf(secret); at >= 0; at = body.IndexOf(secret))
        {
            clean.Write(body.Slice(0, at).ToArray(), 0, at);
            clean.Write(replacement, 0, replacement.Length);
            body = body.Slice(at + secret.Length);
        }

        clean.Write(body.ToArray(), 0, body.Length);
        return clean.ToArray();
    }

    private IEnumerable<string> OwnSecrets() => secrets()
        .Where(secret => secret.Length >= ShortestSecret)
        .SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret), secret.Replace("/", "\\/") });

    /// <summary>A body without secrets. What stands under their names goes first: to take out a part of a text could hide where the text ends.</summary>
    public string CleanBody(string body) => Clean(JsonSecrets.Replace(body));

    public string CleanHeader(string name, string value) => SecretHeaders.Contains(name) || SecretHeader.IsMatch(name) ? Replacement : Clean(value);
}
