namespace Plannr.Sandbox.Data;

/// <summary>The events that a webhook can subscribe to. None is about automations.</summary>
internal static class WebhookEvents
{
    public static string[] All { get; } =
    [
        .. Of("account", "created", "updated", "deleted", "annual-review-date-occurred"),
        .. Of("circle", "created", "updated", "deleted"),
        .. Of("plan", "created", "updated", "deleted"),
        .. Of("case", "created", "updated", "deleted"),
        .. Of("task", "created", "updated", "deleted", "completed"),
        "fact-find.completed", "fact-find.completed-v3", "form-submission.completed",
        .. Of("bank-account", "created", "updated", "deleted"),
        .. Of("bank-statement", "created", "updated", "deleted"),
        .. Of("bank-transaction", "created", "updated", "deleted"),
        .. Of("provider-statement", "created", "updated", "deleted"),
        .. Of("transaction", "created", "updated", "deleted", "reconciled", "unreconciled"),
        "statement.lock-status",
        .. Of("conversation.message", "created", "updated", "deleted"),
        .. Of("client-portal-document", "uploaded", "updated", "deleted"),
    ];

    private static string[] Of(string what, params string[] happenings) => happenings.Select(happening => what + "." + happening).ToArray();
}
