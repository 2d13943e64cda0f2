using System.Security.Cryptography;

namespace Plannr.Sandbox.Data;

/// <summary>Where to tell of which events.</summary>
internal sealed record WebhookSubscription
{
    private const int SecretLength = 60;

    public required Guid Uuid { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required string Url { get; init; }

    public required IReadOnlyList<string> Events { get; init; }

    public DateTimeOffset? LastCallAt { get; init; }

    /// <summary>A secret that is none: it follows from the UUID, so that it is the same whenever it is read.</summary>
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
