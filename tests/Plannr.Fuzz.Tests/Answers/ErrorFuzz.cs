using System.Net;

namespace Plannr.Fuzz.Tests.Answers;

/// <summary>Tests that a response with any status, headers and body becomes one of the module's errors, and that the error does not contain the secret.</summary>
public sealed class ErrorFuzz
{
    private const string Secret = "pat-5f0d7c3a91e84b6f";

    private static readonly ErrorMapper Errors = new(new PlannrClientOptions(), TimeProvider.System, new Redaction(() => [Secret]));

    [Fuzz]
    public void Any_response_becomes_an_error_with_a_message(int status, AnyText body, AnyText header) =>
        Check(status, Encoding.UTF8.GetBytes(body.Text + Secret + body.Text), header.Text);

    [Fuzz]
    public void Any_damaged_body_becomes_an_error_with_a_message(int status, DamagedJson body, AnyText header) => Check(status, body.Bytes, header.Text);

    private static void Check(int status, byte[] body, string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.plannrcrm.com/api/v1/me");
        using var response = new HttpResponseMessage((HttpStatusCode)(200 + ((status & int.MaxValue) % 400)));
        response.Headers.TryAddWithoutValidation("Retry-After", header);
        response.Headers.TryAddWithoutValidation("Location", header + Secret);
        if (!header.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            response.ReasonPhrase = header + Secret;
        }

        PlannrRequestException error = Errors.FromResponse(request, response, body);

        Assert.NotEmpty(error.Message);
        Assert.NotEmpty(error.RecommendedAction);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ServerMessage ?? string.Empty, StringComparison.Ordinal);
    }
}
