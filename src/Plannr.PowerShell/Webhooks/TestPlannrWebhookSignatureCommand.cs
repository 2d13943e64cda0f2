namespace Plannr.PowerShell.Webhooks;

/// <summary>Tests the signature of a webhook call. Returns true if the signature (in the X-Signature header) matches the body and the signing secret; otherwise, returns false. The comparison runs in constant time.</summary>
/// <remarks>
/// Calls no endpoint. Plannr documents the signature: the hexadecimal HMAC-SHA256 of the raw request body, with the signing secret as the key.
/// </remarks>
/// <include file='Test-PlannrWebhookSignature.xml' path='help/*'/>
[Cmdlet(VerbsDiagnostic.Test, "PlannrWebhookSignature")]
[OutputType(typeof(bool))]
public sealed class TestPlannrWebhookSignatureCommand : PlannrCommand
{
    /// <summary>Specifies the body as received: a single string, which is encoded as UTF-8, or bytes. Do not parse and rewrite the body; if you read it with Get-Content, use -Raw. The body can be empty.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [BodyBytes]
    public byte[] Body { get; set; } = [];

    /// <summary>Specifies the value of the X-Signature header: a hexadecimal string, with or without a prefix such as sha256=. If the value is empty or null, the result is false.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyString]
    [AllowNull]
    public string? Signature { get; set; }

    /// <summary>Specifies the signing secret of the subscription. You can also pipe in a subscription, which contains the secret.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [SecureStringOnly(IsFromPipeline = true)]
    [ValidateNotNull]
    public SecureString SigningSecret { get; set; } = null!;

    /// <summary>Specifies the algorithm: HmacSha256, HmacSha384, HmacSha512 or HmacSha1. The default is HmacSha256, which Plannr uses.</summary>
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
            Refuse("PlannrEmptySigningSecret", "The signing secret is empty, so a forged call could not be detected.", "Specify the signing secret of the webhook subscription.");
        }

        Emit(WebhookSignature.Matches(Body, Signature, SigningSecret, Algorithm));
    }

    private void Refuse(string errorId, string message, string action) =>
        ThrowTerminatingError(new ErrorRecord(new PSArgumentException(message), errorId, ErrorCategory.InvalidArgument, null)
        {
            ErrorDetails = new ErrorDetails(message) { RecommendedAction = action },
        });
}
