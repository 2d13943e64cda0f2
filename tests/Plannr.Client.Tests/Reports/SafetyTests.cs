using System.Security.Cryptography;
using System.Text.RegularExpressions;
using static Plannr.Client.Tests.Reports.SampleExecutions;

namespace Plannr.Client.Tests.Reports;

public class SafetyTests
{
    private static readonly string[] Payloads =
    [
        "</script><script>document.title='owned'</script>", "\" onmouseover=\"alert(1)", "' onfocus='alert(1)' autofocus='", "<img src=x onerror=alert(1)>", "]]><script>alert(1)</script>",
        "</title></style><svg/onload=alert(1)>", "<!--", "&lt;script&gt;", "javascript:alert(1)", "a & b < c > d", "{{constructor}}",
    ];

    private static readonly Dictionary<string, Func<string, ReportPage>> Places = new()
    {
        ["title"] = text => ReportPage.Titled(text, Run("failed", Noon(10), steps: Step("a", "failed"))),
        ["name"] = text => ReportPage.Of(Run("failed", Noon(10), text)),
        ["status"] = text => ReportPage.Of(Run(text, Noon(10), steps: Step("a", "failed"))),
        ["trigger"] = text => ReportPage.Of(Changed(run => run.TriggeredBy = text)),
        ["account name"] = text => ReportPage.Of(Run("failed", Noon(10), account: text)),
        ["account first name"] = text => ReportPage.Of(Changed(run => run.Account = new Account { FirstName = text })),
        ["account last name"] = text => ReportPage.Of(Changed(run => run.Account = new Account { LastName = text })),
        ["account email"] = text => ReportPage.Of(Changed(run => run.Account = new Account { Email = text })),
        ["account text"] = text => ReportPage.Of(Changed(run => run.Account = new Account { RawText = text })),
        ["step name"] = text => ReportPage.Of(Run("failed", Noon(10), steps: Step(text, "failed", Noon(10), null, "e"))),
        ["step status"] = text => ReportPage.Of(Run("failed", Noon(10), steps: Step("a", text, Noon(10)))),
        ["step info"] = text => ReportPage.Of(Run("failed", Noon(10), steps: Step("a", "completed", Noon(10), text))),
        ["step error"] = text => ReportPage.Of(Run("failed", Noon(10), steps: Step("a", "failed", Noon(10), null, text))),
    };

    public static TheoryData<string> PlaceNames => [.. Places.Keys];

    [Theory]
    [MemberData(nameof(PlaceNames))]
    public void Data_never_becomes_markup(string place)
    {
        foreach (string payload in Payloads)
        {
            ReportPage page = Places[place](payload);

            Assert.Single(page.All("script"));
            Assert.Single(page.All("style"));
            Assert.Empty(page.All("img"));
            Assert.All(page.Root.Descendants().Attributes(), attribute => Assert.DoesNotMatch("^(on|src|href|style|action)", attribute.Name.LocalName));
            Assert.Contains(page.Root.Descendants().Where(element => !element.HasElements), element => element.Value.Contains(payload.Trim(), StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(PlaceNames))]
    public void Control_characters_are_replaced(string place)
    {
        ReportPage page = Places[place]("a\0b\u001b[31mc\ud800d\uffffe\u202ef\u007f");

        Assert.Contains("a\ufffdb\ufffd[31mc\ufffdd\ufffde\ufffdf\ufffd", page.Source, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', page.Source);
    }

    [Theory]
    [MemberData(nameof(PlaceNames))]
    public void Text_that_looks_like_a_formula_is_unchanged_and_marked_as_text_for_Excel(string place)
    {
        foreach (string formula in (string[])["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\uff1d1+1", "=cmd|' /C calc'!A0"])
        {
            ReportPage page = Places[place](formula);
            string[] texts = [.. Texts(page).Where(text => text.Contains(formula, StringComparison.Ordinal))];

            Assert.NotEmpty(texts);
            Assert.DoesNotContain(texts, text => text.Contains("'" + formula, StringComparison.Ordinal));
            Assert.Contains("td, th, li, p, h3, span { mso-number-format: \"\\@\"; }", page.Style, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("  =1+1", "=1+1")]
    [InlineData("first\n=1+1", "first\n=1+1")]
    [InlineData("first\t@x", "first\t@x")]
    [InlineData("-", "-")]
    [InlineData("a=1", "a=1")]
    [InlineData("Żółcisława 逍遥 \ud83d\ude00", "Żółcisława 逍遥 \ud83d\ude00")]
    public void Formula_characters_and_non_ASCII_text_are_unchanged(string name, string shown) =>
        Assert.Equal(shown, ReportPage.Of(Run("completed", Noon(10), name)).Rows[0][1].Trim());

    [Fact]
    public void Content_security_policy_allows_only_the_style_and_script_of_the_page()
    {
        ReportPage page = ReportPage.Of(Run("failed", Noon(10)));
        string policy = (string)page.All("meta").Single(meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy").Attribute("content")!;

        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{HashOf(page, "style")}'; script-src 'sha256-{HashOf(page, "script")}'; base-uri 'none'; form-action 'none'", policy);
    }

    [Fact]
    public void Page_loads_no_resources()
    {
        string source = ReportPage.Of(Many(50)).Source.Replace("http://www.w3.org/1999/xhtml", string.Empty, StringComparison.Ordinal);

        Assert.DoesNotMatch(new Regex(@"https?:|url\(|@import|<link|\bsrc=|\bhref=|fetch\(|XMLHttp|eval\(|innerHTML", RegexOptions.IgnoreCase), source);
    }

    [Fact]
    public void Page_declares_UTF_8_and_has_no_byte_order_mark()
    {
        ReportPage page = ReportPage.Of(Run("failed", Noon(10), "Żółcisława"));

        Assert.StartsWith("<!DOCTYPE html>\n", page.Source, StringComparison.Ordinal);
        Assert.Equal("utf-8", (string?)page.All("meta").First().Attribute("charset"));
    }

    [Fact]
    public void Report_of_2_000_executions_is_under_3_megabytes() => Assert.InRange(ReportPage.Of(Many(2000)).Bytes.Length, 1_000_000, 3_000_000);

    [Fact]
    public void Report_does_not_depend_on_the_culture()
    {
        AutomationExecution[] runs = [.. Many(20)];
        string expected = ReportPage.Of(runs).Source;
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("ar-SA");
            Assert.Equal(expected, ReportPage.Of(runs).Source);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    private static AutomationExecution Changed(Action<AutomationExecution> change)
    {
        AutomationExecution run = Run("failed", Noon(10));
        change(run);
        return run;
    }

    /// <summary>Returns the texts that can be copied from the page: all except the style, the script, the page's title, and the chart's titles and description.</summary>
    private static IEnumerable<string> Texts(ReportPage page) => page.Root.DescendantNodes().OfType<XText>()
        .Where(text => text.Parent!.Name.LocalName is not ("title" or "desc" or "style" or "script"))
        .Select(text => text.Value.TrimStart());

    private static string HashOf(ReportPage page, string element)
    {
        Match match = Regex.Match(page.Source, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline);
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups[1].Value)));
    }
}
