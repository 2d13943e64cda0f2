using Plannr.Build.Help;

namespace Plannr.PowerShell.Tests.Help;

public sealed class XmlTextTests
{
    /// <summary>The build tool reports this exception type as a build error.</summary>
    [Fact]
    public void Type_with_several_summaries_is_reported_as_invalid_data()
    {
        var texts = new XmlTexts([XDocument.Parse("<doc><member name='T:System.String'><summary>One.</summary><summary>Two.</summary></member></doc>")]);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => texts.SummaryOf(typeof(string)));

        Assert.StartsWith("T:System.String has several summaries.", exception.Message, System.StringComparison.Ordinal);
    }
}
