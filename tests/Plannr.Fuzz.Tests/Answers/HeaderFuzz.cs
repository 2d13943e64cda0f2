using Plannr.Client.Authentication;
using Plannr.Client.Paging;

namespace Plannr.Fuzz.Tests.Answers;

/// <summary>Tests how Retry-After headers, queries and token responses are read.</summary>
public sealed class HeaderFuzz
{
    [Fuzz]
    public void Any_Retry_After_is_read_as_a_delay_or_ignored(AnyText text)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", text.Text);

        Assert.True(RetryAfter.Read(response, TimeProvider.System) is not { } delay || delay >= TimeSpan.Zero);
    }

    [Fuzz]
    public void Any_number_of_seconds_is_read_as_a_delay_or_ignored(long seconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));

        TimeSpan? expected = seconds is >= 0 and <= int.MaxValue ? TimeSpan.FromSeconds(seconds) : null;
        Assert.Equal(expected, RetryAfter.Read(response, TimeProvider.System));
    }

    [Fuzz]
    public void Any_text_is_read_as_a_query(AnyText text) => Assert.NotNull(QueryString.Read(text.Text));

    [Fuzz]
    public void Query_survives_a_round_trip(AnyText name, AnyText value)
    {
        // A URL can't contain unpaired surrogates.
        string wellFormed = JsonCursor.ReplaceLoneSurrogates(value.Text);
        string key = "k" + JsonCursor.ReplaceLoneSurrogates(name.Text).Trim();

        Assert.Equal(wellFormed, QueryString.Read("?" + QueryString.Build(new System.Collections.Generic.KeyValuePair<string, string>(key, wellFormed)))[key]);
    }

    [Fuzz]
    public void Any_token_response_is_read_or_rejected(DamagedJson body)
    {
        try
        {
            Assert.False(TokenResponse.Read(body.Bytes) is { Lifetime: { } lifetime } && lifetime <= TimeSpan.Zero);
        }
        catch (System.Text.Json.JsonException)
        {
            // Rejected.
        }
    }
}
