using System.Text.RegularExpressions;
using static Plannr.Client.Tests.Reports.SampleExecutions;

namespace Plannr.Client.Tests.Reports;

/// <summary>Tests, without a browser, that the style sheet has its media rules and that the page contains the elements that the script uses.</summary>
public class StyleAndScriptTests
{
    private const string Dark = "(prefers-color-scheme: dark)";
    private const string Narrow = "screen and (max-width: 760px)";
    private const string Print = "print";

    private static readonly ReportPage Page = ReportPage.Of(Run("failed", Noon(10), steps: Step("a", "failed", Noon(10), null, "e")), Run("completed", Noon(9)));
    private static readonly IReadOnlyDictionary<string, string> Media = Regex
        .Matches(Page.Style, @"^@media ([^{]+) \{\n(.*?)^\}", RegexOptions.Multiline | RegexOptions.Singleline)
        .ToDictionary(block => block.Groups[1].Value, block => block.Groups[2].Value);

    [Fact]
    public void Style_has_rules_for_dark_mode_and_narrow_windows_and_printing() => Assert.Equal([Dark, Narrow, Print], Media.Keys);

    [Fact]
    public void Dark_mode_overrides_every_colour()
    {
        Dictionary<string, string> light = ColoursOf(Page.Style[..Page.Style.IndexOf("@media", StringComparison.Ordinal)]);
        Dictionary<string, string> dark = ColoursOf(Media[Dark]);

        Assert.Equal(19, light.Count);
        Assert.Equal(light.Keys, dark.Keys);
        Assert.All(light, colour => Assert.NotEqual(colour.Value, dark[colour.Key]));
    }

    [Fact]
    public void Printed_page_is_black_on_white_in_any_colour_scheme()
    {
        Dictionary<string, string> light = ColoursOf(Page.Style[..Page.Style.IndexOf("@media", StringComparison.Ordinal)]);
        Dictionary<string, string> print = ColoursOf(Media[Print]);

        // The colour of hovered rows is not printed.
        Assert.Equal(["--faint"], light.Keys.Except(print.Keys));
        Assert.Equal(["#fff", "#fff", "#000"], [print["--page"], print["--card"], print["--text"]]);
        Assert.True(Page.Style.IndexOf("@media print", StringComparison.Ordinal) > Page.Style.IndexOf("@media " + Dark, StringComparison.Ordinal), "The print rules must follow the dark rules, because the later of two rules with the same specificity wins.");
    }

    [Fact]
    public void Every_used_colour_is_defined() =>
        Assert.Empty(Regex.Matches(Page.Style, @"var\((--[\w-]+)\)").Select(use => use.Groups[1].Value).Except(ColoursOf(Page.Style).Keys));

    [Fact]
    public void Page_contains_the_elements_that_the_script_uses()
    {
        string[] ids = [.. Named(@"getElementById\('([\w-]+)'\)")];
        Assert.Equal(["runs"], ids);
        Assert.All(ids, id => Assert.Single(Page.Root.Descendants(), element => (string?)element.Attribute("id") == id));

        string[] classes = [.. Named(@"querySelector\('\.([\w-]+)'\)")];
        Assert.Equal(["filters", "none"], classes);
        Assert.All(classes, name => Assert.Single(Page.OfClass(name)));

        XElement filters = Page.OfClass("filters").Single();
        string[] types = [.. Named(@"querySelector\('\[type=(\w+)\]'\)")];
        Assert.Equal(["search", "checkbox"], types);
        Assert.All(types, type => Assert.Single(filters.Descendants(), control => (string?)control.Attribute("type") == type));

        // Check the elements that the script selects only by tag name.
        Assert.Equal(["time", "b", "select", "output", "button"], Named(@"querySelector\('(\w+)'\)"));
        Assert.All(["select", "output", "button"], name => Assert.Single(filters.Descendants(), element => element.Name.LocalName == name));
        Assert.All(["time", "b"], name => Assert.Equal(2, RowsOf(name)));
        Assert.Equal("Open all", filters.Descendants().Single(element => element.Name.LocalName == "button").Value);
    }

    [Fact]
    public void Page_and_style_use_the_classes_and_attributes_from_the_script()
    {
        Assert.Equal(["state"], Named(@"\.dataset\.(\w+)"));
        Assert.Equal(2, Page.RowStates.Count);
        Assert.Equal(["js", "open", "x"], Named(@"classList\.\w+\('(\w+)'").OrderBy(name => name, StringComparer.Ordinal));
        Assert.Contains(".js #runs > tbody:not(.open) > tr.s { display: none; }", Page.Style, StringComparison.Ordinal);
        Assert.Equal("tbody", Assert.Single(Page.OfClass("x")).Name.LocalName);
    }

    [Fact]
    public void Filters_are_hidden_and_timelines_are_visible_without_the_script()
    {
        Assert.Equal("hidden", (string?)Page.OfClass("filters").Single().Attribute("hidden"));
        Assert.DoesNotMatch(@"(?m)^#runs > tbody:not|^#runs[^\n]*tr\.s [^\n]*display: none", Page.Style);
    }

    private static int RowsOf(string element) => Page.All("table").Single(table => (string?)table.Attribute("id") == "runs").Elements()
        .Where(body => body.Name.LocalName == "tbody").Count(body => body.Elements().First().Descendants().Any(inner => inner.Name.LocalName == element));

    private static IEnumerable<string> Named(string pattern) => Regex.Matches(Page.Script, pattern).Select(match => match.Groups[1].Value).Distinct();

    private static Dictionary<string, string> ColoursOf(string style)
    {
        var colours = new Dictionary<string, string>();
        foreach (Match colour in Regex.Matches(style, @"(--[\w-]+): ([^;]+);"))
        {
            colours.TryAdd(colour.Groups[1].Value, colour.Groups[2].Value);
        }

        return colours;
    }
}
