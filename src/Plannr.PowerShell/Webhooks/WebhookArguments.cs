namespace Plannr.PowerShell.Webhooks;

/// <summary>A reference to a webhook subscription: its UUID, the subscription object, or a row with a SubscriptionUuid column.</summary>
/// <param name="value">The argument.</param>
public sealed class WebhookReference(object value) : RecordReference(
    RejectConnection(value), [(nameof(WebhookSubscription), nameof(WebhookSubscription.Uuid))], "To list the subscriptions, use Get-PlannrWebhookSubscription.", "SubscriptionUuid");

/// <summary>Completes webhook subscription UUIDs by URL.</summary>
public sealed class WebhookSubscriptionCompleter() : CacheCompleter(CachedValue.WebhookSubscription);

/// <summary>Completes webhook events from the latest list in the API reference.</summary>
public sealed class WebhookEventCompleter() : WordCompleter(
    "account.created", "account.updated", "account.deleted", "account.annual-review-date-occurred",
    "circle.created", "circle.updated", "circle.deleted",
    "plan.created", "plan.updated", "plan.deleted",
    "case.created", "case.updated", "case.deleted",
    "task.created", "task.updated", "task.deleted", "task.completed",
    "fact-find.completed", "fact-find.completed-v3", "form-submission.completed",
    "bank-account.created", "bank-account.updated", "bank-account.deleted",
    "bank-statement.created", "bank-statement.updated", "bank-statement.deleted",
    "bank-transaction.created", "bank-transaction.updated", "bank-transaction.deleted",
    "provider-statement.created", "provider-statement.updated", "provider-statement.deleted",
    "transaction.created", "transaction.updated", "transaction.deleted", "transaction.reconciled", "transaction.unreconciled",
    "statement.lock-status",
    "conversation.message.created", "conversation.message.updated", "conversation.message.deleted",
    "client-portal-document.uploaded", "client-portal-document.updated", "client-portal-document.deleted");

/// <summary>Converts text to UTF-8 bytes, because PowerShell would otherwise parse the text as a number. Rejects a list of strings, because the line breaks of the original text are lost.</summary>
internal sealed class BodyBytesAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => Unwrap(inputData) switch
    {
        string text => Encoding.UTF8.GetBytes(text),
        IEnumerable items and not byte[] when items.Cast<object?>().Any(item => Unwrap(item) is string) => throw new ArgumentTransformationMetadataException(
            "The body is a list of strings, such as the lines of a file. The line breaks are lost, so no signature would match. "
            + "Specify a single string, for example with Get-Content -Raw, or the bytes."),
        _ => inputData,
    };

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}

/// <summary>The algorithm of a webhook signature.</summary>
public enum WebhookSignatureAlgorithm
{
    /// <summary>HMAC with SHA-256.</summary>
    HmacSha256,

    /// <summary>HMAC with SHA-384.</summary>
    HmacSha384,

    /// <summary>HMAC with SHA-512.</summary>
    HmacSha512,

    /// <summary>HMAC with SHA-1.</summary>
    HmacSha1,
}
