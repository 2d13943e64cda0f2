using System.Security;
using Plannr.Client.Authentication;

namespace Plannr.Client.Tests.Secrecy;

public sealed class SecretTests
{
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData(Tokens.Text)]
    [InlineData("päss\0wörd \U0001F600")]
    public void It_gives_what_it_was_given(string text)
    {
        using var secret = new Secret(Tokens.Secure(text));

        Assert.Equal(text, secret.Reveal());
        Assert.Equal(text, secret.Reveal());
    }

    [Fact]
    public void It_keeps_a_copy_of_its_own()
    {
        SecureString source = Tokens.Secure();
        using var secret = new Secret(source);

        source.Clear();
        source.Dispose();

        Assert.Equal(Tokens.Text, secret.Reveal());
    }

    [Fact]
    public void It_gives_nothing_once_disposed()
    {
        var secret = new Secret(Tokens.Secure());

        secret.Dispose();

        Assert.Throws<ObjectDisposedException>(secret.Reveal);
    }

    [Fact]
    public void Its_text_is_not_the_secret()
    {
        using var secret = new Secret(Tokens.Secure());

        Assert.DoesNotContain(Tokens.Text, secret.ToString(), StringComparison.Ordinal);
    }
}
