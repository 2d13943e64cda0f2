namespace Plannr;

/// <summary>A URL that Plannr calls when an event occurs. From <c>GET /api/v2/webhook-subscriptions</c>. Each property can be null.</summary>
public sealed class WebhookSubscription : PlannrResource, IIdentified
{
    /// <summary>The subscription's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The URL that is called.</summary>
    public string? Url { get; internal set; }

    /// <summary>The subscribed events, such as <c>account.created</c>. An open list. Empty, never null.</summary>
    public ResourceList<string> Events { get; internal set; } = ResourceList<string>.None;

    /// <summary>When it was last called, with the API's offset. Null if never.</summary>
    public DateTimeOffset? LastOutgoingWebhookCallAt { get; internal set; }

    /// <summary>Whether the API sent the secret that the calls are signed with.</summary>
    public bool HasSigningSecret => SigningSecret is not null;

    /// <summary>When the subscription was created, with the API's offset.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>When the subscription last changed, with the API's offset.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    internal SecureString? SigningSecret { get; set; }

    /// <summary>Gets the secret that the calls are signed with, or null. A method, so that no view, export or ConvertTo-Json writes it out.</summary>
    public SecureString? GetSigningSecret() => SigningSecret?.Copy();

    private protected override string? Describe() => Url;
}
