using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Plannr.Client.Json;

namespace Plannr.Client.Http;

/// <summary>What can be read out of the body of an error: Laravel's JSON, an OAuth error, a page, or plain text.</summary>
internal sealed class ErrorBody
{
    private const int LongestMessage = 300;

    /// <summary>The title stands at the beginning, and the patterns below take time in proportion to the square of a broken page.</summary>
    private const int LongestPage = 16_000;

    private static readonly string[] MessageNames = ["message", "error_description", "error", "detail", "title"];

    private static readonly Regex Title = new("<title[^>]*>(.*?)</title>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    private static readonly Regex Invisible = new("<(script|style)\\b.*?</\\1>", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    private static readonly Regex Markup = new("<[^>]*>", RegexOptions.CultureInvariant);
    private static readonly Regex Space = new("\\s+", RegexOptions.CultureInvariant);

    /// <summary>The server's message; null where there is none.</summary>
    public string? Message { get; private set; }

    /// <summary>The messages by field; null where there are none.</summary>
    public ResourceMap<ResourceList<string>>? FieldErrors { get; private set; }

    /// <summary>Whether the body is a page: something between us and the API answered, or the API's own error page.</summary>
    public bool IsPage { get; private set; }

    public static ErrorBody Read(ReadOnlySpan<byte> body)
    {
        var result = new ErrorBody();
        string text = Encoding.UTF8.GetString(body.ToArray()).Trim('\uFEFF', ' ', '\r', '\n', '\t');
        if (text.Length == 0)
        {
            return result;
        }

        if (text[0] == '{' && TryReadJson(body, out ResourceMap<object?>? content))
        {
            result.ReadFields(content!);
            if (result is { Message: null, FieldErrors: null } && content!.TryGetValue("data", out object? data) && data is ResourceMap<object?> inner)
            {
                result.ReadFields(inner);
            }

            return result;
        }

        result.IsPage = text[0] == '<';
        result.Message = Shorten(result.IsPage ? PageText(text) : text.Trim('"'));
        return result;
    }

    private static bool TryReadJson(ReadOnlySpan<byte> body, out ResourceMap<object?>? content)
    {
        try
        {
            var cursor = new JsonCursor(body);
            cursor.Read();
            content = PlainValue.Read(ref cursor) as ResourceMap<object?>;
        }
        catch (JsonException)
        {
            content = null;
        }

        return content is not null;
    }

    private void ReadFields(ResourceMap<object?> content)
    {
        Message = Shorten(MessageNames
            .Select(name => content.TryGetValue(name, out object? value) ? value as string : null)
            .FirstOrDefault(value => !string.IsNullOrWhiteSpace(value)));
        if (content.TryGetValue("errors", out object? errors) && errors is ResourceMap<object?> fields)
        {
            var byField = new Dictionary<string, ResourceList<string>>();
            foreach (KeyValuePair<string, object?> field in fields)
            {
                byField[field.Key] = new ResourceList<string>(
                    (field.Value as ResourceList<object?> ?? new ResourceList<object?>([field.Value])).Select(ReadableText.Of).ToArray());
            }

            FieldErrors = new ResourceMap<ResourceList<string>>(byField);
        }
        else if (errors is ResourceList<object?> list && Message is null)
        {
            Message = Shorten(list.ToString());
        }
    }

    private static string PageText(string page)
    {
        page = page.Substring(0, Math.Min(page.Length, LongestPage));
        Match title = Title.Match(page);
        return WebUtility.HtmlDecode(Markup.Replace(title.Success ? title.Groups[1].Value : Invisible.Replace(page, " "), " "));
    }

    private static string? Shorten(string? text)
    {
        if (text is null)
        {
            return null;
        }

        text = Space.Replace(text, " ").Trim();
        return text.Length <= LongestMessage ? text : text.Substring(0, LongestMessage) + "...";
    }
}
