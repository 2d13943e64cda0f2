namespace Plannr.PowerShell.Tests.Requests;

/// <summary>Damaged and incomplete downloads, which never replace a file.</summary>
public sealed class DamagedDownloadTests : RequestTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plannr-damaged-");

    private string File => Path.Combine(_folder.FullName, "letter.docx");

    private string Document { get; } = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"{i * 7919 % 10_007} "));

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Api.Session.Set("File", File);
        Api.Respond(Document, type: "application/octet-stream");
        System.IO.File.WriteAllText(File, "old");
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Uncompressed_body_is_requested_for_a_download()
    {
        Api.Run("Invoke-PlannrRequest v1/document -OutFile $File").ShouldSucceed();

        Assert.Equal("identity", Api.Sent.Header("Accept-Encoding"));
        Assert.Equal(Document, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Compressed_download_is_written_uncompressed()
    {
        Api.Server.Faults.Add(Fault.RewriteBytes(body => Compression.Compress("gzip", body), "gzip"));

        Api.Run("Invoke-PlannrRequest v1/document -OutFile $File").ShouldSucceed();

        Assert.Equal(Document, System.IO.File.ReadAllText(File));
    }

    [Theory]
    [InlineData("gzip", "gzip", 200)]
    [InlineData("deflate", "zlib", 200)]
    [InlineData("deflate", "deflate", 200)]
    [InlineData("br", "br", 200)]
    [InlineData("zstd", null, 200)]
    [InlineData("gzip", null, 200)]
    [InlineData(null, null, 206)]
    public void Damaged_download_is_retried_and_the_old_file_is_kept(string? contentEncoding, string? compression, int status)
    {
        Api.Connect(new LeapingClock(), retries: 2);
        Api.Server.Faults.Add(Fault.RewriteBytes(body => compression is null ? body : Half(Compression.Compress(compression, body)), contentEncoding, status));

        ErrorRecord error = Api.Run("Invoke-PlannrRequest v1/document -OutFile $File").ShouldHaveOneError();

        Assert.Equal("PlannrInvalidResponse," + RequestSession.Command, error.FullyQualifiedErrorId);
        Assert.Equal(3, Api.Server.Requests.Count);
        Assert.Equal("old", System.IO.File.ReadAllText(File));
        Assert.Single(_folder.GetFiles());
    }

    [Fact]
    public void Download_that_succeeds_on_retry_is_written()
    {
        Api.Connect(new LeapingClock(), retries: 2);
        Api.Server.Faults.Add(Fault.RewriteBytes(body => Half(Compression.Compress("gzip", body)), "gzip") with { Times = 2 });

        Api.Run("Invoke-PlannrRequest v1/document -OutFile $File").ShouldSucceed();

        Assert.Equal(Document, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Empty_compressed_download_causes_an_error()
    {
        Api.Server.Faults.Add(Fault.RewriteBytes(_ => [], "gzip"));

        Api.Run("Invoke-PlannrRequest v1/document -OutFile $File").ShouldHaveOneError();

        Assert.Equal("old", System.IO.File.ReadAllText(File));
    }

    private static byte[] Half(byte[] bytes) => bytes[..(bytes.Length / 2)];
}
