using Plannr.PowerShell.Files;

namespace Plannr.PowerShell.Tests.Files;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("report.csv", "report.csv")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Windows\system32\a.dll", "a.dll")]
    [InlineData("a<b>c:d\"e|f?g*h.csv", "a_b_c_d_e_f_g_h.csv")]
    [InlineData("CON", "_CON")]
    [InlineData("nul.csv", "_nul.csv")]
    [InlineData("com1.tar.gz", "_com1.tar.gz")]
    [InlineData("LPT\u00B9.txt", "_LPT\u00B9.txt")]
    [InlineData("console.csv", "console.csv")]
    [InlineData("dots...", "dots")]
    [InlineData(" spaces . ", "spaces")]
    [InlineData("line\r\nbreak\0.csv", "linebreak.csv")]
    [InlineData("invoice\u202Efdp.exe", "invoicefdp.exe")]
    [InlineData("Zoë 你好.csv", "Zoë 你好.csv")]
    public void Name_is_sanitised_for_every_operating_system(string sent, string expected) => Assert.Equal(expected, FileName.Create(new PlannrFile { Filename = sent }));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("a/")]
    [InlineData("\u202E")]
    public void Unusable_filename_is_replaced_by_the_name_and_extension_or_by_the_uuid(string? filename)
    {
        var uuid = Guid.NewGuid();

        Assert.Equal("Letter.pdf", FileName.Create(new PlannrFile { Filename = filename, Name = "Letter", Extension = "pdf" }));
        Assert.Equal("Letter.PDF", FileName.Create(new PlannrFile { Filename = filename, Name = "Letter.PDF", Extension = ".pdf" }));
        Assert.Equal(uuid.ToString(), FileName.Create(new PlannrFile { Filename = filename, Name = "/", Uuid = uuid }));
        Assert.Equal("file", FileName.Create(new PlannrFile { Filename = filename }));
    }

    [Fact]
    public void Long_name_is_truncated_before_its_extension_without_splitting_a_character()
    {
        string name = FileName.Create(new PlannrFile { Filename = new StringBuilder().Insert(0, "\U0001F4C4", 100).ToString() + ".csv" });

        Assert.EndsWith("\U0001F4C4.csv", name, StringComparison.Ordinal);
        Assert.Equal(200, Encoding.UTF8.GetByteCount(name));
        Assert.Equal(200, FileName.Create(new PlannrFile { Filename = new string('a', 300) }).Length);
        Assert.Equal(200, FileName.Create(new PlannrFile { Filename = "a." + new string('b', 300) }).Length);
    }

    [Fact]
    public void Names_that_differ_only_in_case_are_numbered()
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

        Assert.Equal(["a.csv", "A (2).csv", "a (3).csv"], new[] { "a.csv", "A.csv", "a.csv" }.Select(name => FileName.MakeUnique(name, names)));
    }
}
