namespace Plannr;

/// <summary>A URL that Plannr calls when a subscribed event occurs. Returned by <c>GET /api/v2/webhook-subscriptions</c>. Any property can be null unless stated otherwise.</summary>
public sealed class WebhookSubscription : PlannrResource, IIdentified
{
    /// <summary>The subscription's UUID.</summary>
    public Guid? Uuid { get; internal set; }

    /// <summary>The URL that Plannr calls.</summary>
    public string? Url { get; internal set; }

    /// <summary>The subscribed events, such as <c>account.created</c>. Can be empty, but never null.</summary>
    public ResourceList<string> Events { get; internal set; } = ResourceList<string>.None;

    /// <summary>The time of the last call, with the offset returned by the API. Null if there has been no call.</summary>
    public DateTimeOffset? LastOutgoingWebhookCallAt { get; internal set; }

    /// <summary>Whether the API sent the signing secret.</summary>
    public bool HasSigningSecret => SigningSecret is not null;

    /// <summary>The time when the subscription was created, with the offset returned by the API.</summary>
    public DateTimeOffset? CreatedAt { get; internal set; }

    /// <summary>The time when the subscription last changed, with the offset returned by the API.</summary>
    public DateTimeOffset? UpdatedAt { get; internal set; }

    internal SecureString? SigningSecret { get; set; }

    /// <summary>Returns the signing secret, or null. This is a method so that no view, export or ConvertTo-Json call outputs the secret.</summary>
    public SecureString? GetSigningSecret() => SigningSecret?.Copy();

    private protected override string? Describe() => Url;
}
