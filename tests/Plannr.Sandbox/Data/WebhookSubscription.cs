using System.Security.Cryptography;

namespace Plannr.Sandbox.Data;

/// <summary>A URL's subscription to events.</summary>
internal sealed record WebhookSubscription
{
    private const int SecretLength = 60;

    public required Guid Uuid { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required string Url { get; init; }

    public required IReadOnlyList<string> Events { get; init; }

    public DateTimeOffset? LastCallAt { get; init; }

    /// <summary>A fake secret. It is derived from the UUID, so that it is always the same.</summary>
    public string SigningSecret
    {
        get
        {
            byte[] seed = Encoding.ASCII.GetBytes("signing-secret/" + Uuid);
            string text = Convert.ToBase64String(SHA256.HashData(seed)) + Convert.ToBase64String(SHA256.HashData(SHA256.HashData(seed)));
            return new string(text.Where(char.IsLetterOrDigit).Concat("demo").Take(SecretLength).ToArray());
        }
    }
}
