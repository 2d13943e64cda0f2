namespace Plannr.PowerShell.Webhooks;

/// <summary>How a webhook call is signed.</summary>
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
