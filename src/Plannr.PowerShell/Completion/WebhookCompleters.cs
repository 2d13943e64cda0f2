namespace Plannr.PowerShell.Completion;

/// <summary>Offers UUIDs of webhook subscriptions, found by their addresses.</summary>
public sealed class WebhookSubscriptionCompleter() : SeenCompleter(SeenKind.WebhookSubscription);

/// <summary>Offers what a webhook can be told of, as the newest list in the API's reference has it.</summary>
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
