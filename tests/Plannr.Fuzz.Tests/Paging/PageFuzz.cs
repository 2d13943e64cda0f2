using Plannr.Client.Paging;

namespace Plannr.Fuzz.Tests.Paging;

/// <summary>Tests pages of lists and their links.</summary>
public sealed class PageFuzz
{
    private static readonly Uri Base = new("https://api.plannrcrm.com/");

    private static readonly PageAddress Requested = new("api/v1/automation-executions", [new("filter[uuid]", "a,b"), new("per_page", "500"), new("page", "7")]);

    [Fuzz]
    public void Damaged_page_is_read_or_rejected(DamagedJson body)
    {
        try
        {
            _ = ListPage<AutomationExecution>.Read(body.Bytes, RecordReader<AutomationExecution>.Instance.ReadItem);
        }
        catch (JsonException)
        {
            // Rejected.
        }
    }

    [Fuzz]
    public void Items_are_kept_regardless_of_other_JSON_in_the_page(AnyResource first, AnyResource second, AnyJson between, AnyJson around, bool isBefore)
    {
        string data = $"\"data\":[{first.Text},null,{between.Text},{second.Text}]";
        string other = $"\"links\":{around.Text},\"meta\":{around.Text},\"next_page_url\":{around.Text},\"last_page\":{around.Text}";
        string body = isBefore ? $"{{{other},{data}}}" : $"{{{data},{other}}}";
        if (!IsJson(body))
        {
            return;
        }

        ListPage<AutomationExecution>? page = ListPage<AutomationExecution>.Read(Encoding.UTF8.GetBytes(body), RecordReader<AutomationExecution>.Instance.ReadItem);

        Assert.Equal(between.Text == "null" ? 2 : 3, page!.Items.Count);
    }

    [Fuzz]
    public void Link_is_followed_only_if_it_stays_on_the_same_server(AnyText link) => CheckLink(link.Text);

    [Fuzz]
    public void Absolute_link_is_followed_only_if_it_stays_on_the_same_server(AnyText host, AnyText path, int kind) => CheckLink((kind & 7) switch
    {
        0 => $"https://api.plannrcrm.com{host.Text}/{path.Text}",
        1 => $"https://{host.Text}@api.plannrcrm.com/{path.Text}",
        2 => $"//{host.Text}/{path.Text}",
        3 => $"https://api.plannrcrm.com/../{path.Text}?{host.Text}",
        4 => $"?{path.Text}",
        5 => $"https://{host.Text}/api.plannrcrm.com",
        6 => $"https:\\\\{host.Text}\\{path.Text}",
        _ => $"/{path.Text}",
    });

    private static void CheckLink(string link)
    {
        if (Requested.Follow(link, Base) is not { } next)
        {
            return;
        }

        // The client builds the request URL in the same way.
        var target = new Uri(Base, next.ToString());
        Assert.Equal("https://api.plannrcrm.com", target.GetLeftPart(UriPartial.Authority));
        Assert.Equal("a,b", next.Query.First(parameter => parameter.Key == "filter[uuid]").Value);
        Assert.All(Requested.Query.Where(parameter => parameter.Key != "page"), requested => Assert.Single(next.Query, parameter => parameter.Key == requested.Key));
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = JsonCursor.MaxDepth }).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
