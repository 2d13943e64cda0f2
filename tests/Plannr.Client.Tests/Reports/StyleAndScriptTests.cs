using System.Text.RegularExpressions;
using static Plannr.Client.Tests.Reports.SomeRuns;

namespace Plannr.Client.Tests.Reports;

/// <summary>What can be told without a browser: that the style knows its media, and that what the script takes hold of is in the page.</summary>
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
    public void The_style_has_a_dark_a_narrow_and_a_printed_form() => Assert.Equal([Dark, Narrow, Print], Media.Keys);

    [Fact]
    public void The_dark_form_has_a_colour_of_its_own_for_each_of_the_light_one()
    {
        Dictionary<string, string> light = ColoursOf(Page.Style[..Page.Style.IndexOf("@media", StringComparison.Ordinal)]);
        Dictionary<string, string> dark = ColoursOf(Media[Dark]);

        Assert.Equal(19, light.Count);
        Assert.Equal(light.Keys, dark.Keys);
        Assert.All(light, colour => Assert.NotEqual(colour.Value, dark[colour.Key]));
    }

    [Fact]
    public void Paper_is_white_whatever_the_colour_scheme()
    {
        Dictionary<string, string> light = ColoursOf(Page.Style[..Page.Style.IndexOf("@media", StringComparison.Ordinal)]);
        Dictionary<string, string> print = ColoursOf(Media[Print]);

        // Links and what the mouse is over are not on paper.
        Assert.Equal(["--faint", "--link"], light.Keys.Except(print.Keys));
        Assert.Equal(["#fff", "#fff", "#000"], [print["--page"], print["--card"], print["--text"]]);
        Assert.True(Page.Style.IndexOf("@media print", StringComparison.Ordinal) > Page.Style.IndexOf("@media " + Dark, StringComparison.Ordinal), "The later of two equals wins.");
    }

    [Fact]
    public void Each_colour_that_is_used_is_set() =>
        Assert.Empty(Regex.Matches(Page.Style, @"var\((--[\w-]+)\)").Select(use => use.Groups[1].Value).Except(ColoursOf(Page.Style).Keys));

    [Fact]
    public void What_the_script_takes_hold_of_is_in_the_page()
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

        // Where it only asks for an element by its name.
        Assert.Equal(["time", "b", "select", "output", "button"], Named(@"querySelector\('(\w+)'\)"));
        Assert.All(["select", "output", "button"], name => Assert.Single(filters.Descendants(), element => element.Name.LocalName == name));
        Assert.All(["time", "b"], name => Assert.Equal(2, RowsOf(name)));
        Assert.Equal("Open all", filters.Descendants().Single(element => element.Name.LocalName == "button").Value);
    }

    [Fact]
    public void What_the_script_reads_and_sets_means_something_to_the_page()
    {
        Assert.Equal(["state"], Named(@"\.dataset\.(\w+)"));
        Assert.Equal(2, Page.RowStates.Count);
        Assert.Equal(["js", "open", "x"], Named(@"classList\.\w+\('(\w+)'").OrderBy(name => name, StringComparer.Ordinal));
        Assert.Contains(".js #runs > tbody:not(.open) > tr.s { display: none; }", Page.Style, StringComparison.Ordinal);
        Assert.Equal("tbody", Assert.Single(Page.OfClass("x")).Name.LocalName);
    }

    [Fact]
    public void Without_the_script_there_are_no_filters_and_all_timelines_can_be_read()
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
