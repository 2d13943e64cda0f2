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
    public void Revealed_text_is_the_original(string text)
    {
        using var secret = new Secret(Tokens.Secure(text));

        Assert.Equal(text, secret.Reveal());
        Assert.Equal(text, secret.Reveal());
    }

    [Fact]
    public void Secret_survives_the_disposal_of_its_source()
    {
        SecureString source = Tokens.Secure();
        using var secret = new Secret(source);

        source.Clear();
        source.Dispose();

        Assert.Equal(Tokens.Text, secret.Reveal());
    }

    [Fact]
    public void Reveal_throws_after_disposal()
    {
        var secret = new Secret(Tokens.Secure());

        secret.Dispose();

        Assert.Throws<ObjectDisposedException>(secret.Reveal);
    }

    [Fact]
    public void ToString_does_not_reveal_the_secret()
    {
        using var secret = new Secret(Tokens.Secure());

        Assert.DoesNotContain(Tokens.Text, secret.ToString(), StringComparison.Ordinal);
    }
}
