namespace Plannr;

/// <summary>
/// An address that Plannr calls when something happens. From <c>GET /api/v2/webhook-subscriptions</c>. Each property can be null. The secret that its
/// calls are signed with is given by <see cref="GetSigningSecret"/>, which PowerShell offers as the property SigningSecret without showing it.
/// </summary>
public sealed class WebhookSubscription : PlannrResource
{
    /// <summary>The subscription's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The address that is called.</summary>
    public string? Url { get; internal set; }

    /// <summary>What it is told of, such as <c>account.created</c>. An open list. Empty, never null.</summary>
    public ResourceList<string> Events { get; internal set; } = ResourceList<string>.None;

    /// <summary>When it was called last, with the offset that the API gave. Null where it never was.</summary>
    public DateTimeOffset? LastOutgoingWebhookCallAt { get; internal set; }

    /// <summary>Whether the API sent the secret that the calls are signed with.</summary>
    public bool HasSigningSecret => SigningSecret is not null;

    /// <summary>When the subscription was created, with the offset that the API gave.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the subscription last changed, with the offset that the API gave.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    internal SecureString? SigningSecret { get; set; }

    /// <summary>
    /// The secret that the calls are signed with; in PowerShell the property SigningSecret, which no view, Export-Csv, ConvertTo-Json or Export-Clixml
    /// shows. No property of this type: those would write it, or its type, to files.
    /// </summary>
    /// <returns>The secret; null where the API did not send it.</returns>
    public SecureString? GetSigningSecret() => SigningSecret?.Copy();

    internal override Guid? Key => Uuid;

    private protected override string Describe() => ReadableText.FirstOf(Url, Uuid?.ToString());
}
