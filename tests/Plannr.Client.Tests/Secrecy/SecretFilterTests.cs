namespace Plannr.Client.Tests.Secrecy;

public sealed class SecretFilterTests
{
    private const string First = "aab/abc+1";
    private const string Second = "aab/abc+12-longer";

    [Theory]
    [InlineData("x aab/abc+1 y aab/abc+12-longer z", "x *** y *** z")]
    [InlineData("aaaab/abc+1aab/abc+1", "aa******")]
    [InlineData("aab/abc+12-longe", "***2-longe")]
    [InlineData(@"\u0061ab\/abc\u002B1 aab%2fabc%2B1", "*** ***")]
    [InlineData(@"\\\u0061ab/abc+1 \\u0061ab/abc+1", @"\\*** \\u0061ab/abc+1")]
    [InlineData("aab/abc+ aab/abc% aab\\", "aab/abc+ aab/abc% aab\\")]
    public void Secret_is_redacted_regardless_of_the_chunk_size(string text, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int size = 1; size <= bytes.Length; size++)
        {
            Assert.Equal(expected, Encoding.UTF8.GetString(Filter(bytes, size)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void Other_bytes_are_unchanged(int size)
    {
        byte[] bytes = new byte[50_000];
        new Random(1).NextBytes(bytes);
        "aab/abc"u8.CopyTo(bytes.AsSpan(49_990));

        Assert.Equal(bytes, Filter(bytes, size));
    }

    [Fact]
    public void Bytes_that_cannot_start_a_secret_are_written_immediately()
    {
        using var output = new MemoryStream();

        new SecretFilter([First]).Write("a line\n"u8, output);

        Assert.Equal("a line\n"u8.ToArray(), output.ToArray());
    }

    private static byte[] Filter(byte[] bytes, int size)
    {
        var filter = new SecretFilter([First, Second]);
        using var output = new MemoryStream();
        foreach (byte[] piece in bytes.Chunk(size))
        {
            filter.Write(piece, output);
        }

        filter.Write([], output, isEnd: true);
        return output.ToArray();
    }
}
