namespace Plannr.PowerShell.Webhooks;

/// <summary>Tests whether the signature of a webhook call (header X-Signature) matches its body and the signing secret. Returns true or false in constant time.</summary>
/// <remarks>
/// Calls no endpoint. Plannr documents the signature: the hexadecimal HMAC-SHA256 of the raw request body, with the signing secret as the key.
/// </remarks>
/// <include file='Test-PlannrWebhookSignature.xml' path='help/*'/>
[Cmdlet(VerbsDiagnostic.Test, "PlannrWebhookSignature")]
[OutputType(typeof(bool))]
public sealed class TestPlannrWebhookSignatureCommand : PlannrCommand
{
    /// <summary>Specifies the body as received: one text (UTF-8) or bytes. Don't pass a parsed and rewritten body, nor lines from Get-Content without -Raw. Can be empty.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [BodyBytes]
    public byte[] Body { get; set; } = [];

    /// <summary>Specifies the value of the header X-Signature: hexadecimal, with or without a prefix such as sha256=. Empty or null is never valid.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyString]
    [AllowNull]
    public string? Signature { get; set; }

    /// <summary>The signing secret of the subscription. A subscription that is piped in carries it.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [SecureStringOnly(IsFromPipeline = true)]
    [ValidateNotNull]
    public SecureString SigningSecret { get; set; } = null!;

    /// <summary>The algorithm: HmacSha256 (the default, which Plannr uses), HmacSha384, HmacSha512 or HmacSha1.</summary>
    [Parameter]
    public WebhookSignatureAlgorithm Algorithm { get; set; } = WebhookSignatureAlgorithm.HmacSha256;

    private protected override void Process()
    {
        if (SigningSecret == SecureStringOnlyAttribute.Refused)
        {
            Refuse("PlannrInvalidInput", "The signing secret must be a SecureString.", SecureStringOnlyAttribute.Advice);
        }

        if (SigningSecret.Length == 0)
        {
            Refuse("PlannrEmptySigningSecret", "The signing secret is empty: anybody could have made the signature.", "Give the signing secret of the webhook subscription.");
        }

        Emit(WebhookSignature.Matches(Body, Signature, SigningSecret, Algorithm));
    }

    private void Refuse(string errorId, string message, string action) =>
        ThrowTerminatingError(new ErrorRecord(new PSArgumentException(message), errorId, ErrorCategory.InvalidArgument, null)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = action },
        });
}
