using System.Net.Sockets;
using System.Security.Authentication;

namespace Plannr.Client.Tests.Secrecy;

public sealed class CleanExceptionTests
{
    private const string Text = "http://adviser:password@proxy.example/ '407' " + Tokens.Text;

    private readonly Redaction _redaction = new(() => [Tokens.Text]);

    public static TheoryData<Exception> Exceptions => new()
    {
        new HttpRequestException(Text),
        new HttpRequestException(Text, new IOException(Text, new SocketException((int)SocketError.ConnectionReset))),
        new HttpRequestException("no", new IOException(Text)),
        new HttpRequestException(Text, new SocketException((int)SocketError.ConnectionRefused)),
        new HttpRequestException(Text, new AuthenticationException(Text)),
        new HttpRequestException(Text, new WebException(Text, WebExceptionStatus.NameResolutionFailure)),
        new IOException(Text),
        new OperationCanceledException(Text, new TimeoutException(Text)),
        new InvalidOperationException(Text),
#if NET
        new HttpRequestException(HttpRequestError.ProxyTunnelError, Text.Replace(Tokens.Text, string.Empty)),
        new HttpRequestException(HttpRequestError.NameResolutionError, Text),
        new HttpIOException(HttpRequestError.ResponseEnded, Text),
#endif
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Redacted_copy_contains_no_secrets_and_is_classified_like_the_original(Exception exception)
    {
        Exception copy = CleanException.Redact(exception, _redaction)!;

        Assert.DoesNotContain(Tokens.Text, copy.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("password", copy.ToString(), StringComparison.Ordinal);
        Assert.Equal(ConnectionFault.Classify(exception), ConnectionFault.Classify(copy));
        Assert.Equal(ConnectionFault.TunnelStatus(exception), ConnectionFault.TunnelStatus(copy));
    }

    [Fact]
    public void Exception_without_a_secret_is_returned_unchanged()
    {
        var exception = new HttpRequestException("no", new IOException("https://proxy.example/"));

        Assert.Same(exception, CleanException.Redact(exception, _redaction));
    }
}
