using Plannr.Client.Authentication;
using Plannr.Client.Paging;

namespace Plannr.Fuzz.Tests.Answers;

/// <summary>What the server says beside the body.</summary>
public sealed class HeaderFuzz
{
    [Fuzz]
    public void Any_Retry_After_is_a_delay_or_none(AnyText text)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", text.Text);

        Assert.True(RetryAfter.Read(response, TimeProvider.System) is not { } delay || delay >= TimeSpan.Zero);
    }

    [Fuzz]
    public void Any_number_of_seconds_is_a_delay_or_none(long seconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));

        TimeSpan? expected = seconds is >= 0 and <= int.MaxValue ? TimeSpan.FromSeconds(seconds) : null;
        Assert.Equal(expected, RetryAfter.Read(response, TimeProvider.System));
    }

    [Fuzz]
    public void Any_query_is_read(AnyText text) => Assert.NotNull(QueryString.Read(text.Text));

    [Fuzz]
    public void A_query_comes_back_as_it_was(AnyText name, AnyText value)
    {
        // Lone surrogates can't be written in an address.
        string wellFormed = JsonCursor.ReplaceLoneSurrogates(value.Text);
        string key = "k" + JsonCursor.ReplaceLoneSurrogates(name.Text).Trim();

        Assert.Equal(wellFormed, QueryString.Read("?" + QueryString.Build(new System.Collections.Generic.KeyValuePair<string, string>(key, wellFormed)))[key]);
    }

    [Fuzz]
    public void Any_answer_to_a_sign_in_is_read_or_refused(DamagedJson body)
    {
        try
        {
            Assert.False(TokenResponse.Read(body.Bytes) is { Lifetime: { } lifetime } && lifetime <= TimeSpan.Zero);
        }
        catch (System.Text.Json.JsonException)
        {
            // Refused.
        }
    }
}
