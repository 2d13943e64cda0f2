namespace Plannr;

/// <summary>Where a firm's invoices go. Nested in a firm. Each property can be null.</summary>
public sealed class FirmBilling : PlannrResource
{
    /// <summary>The e-mail address.</summary>
    public string? InvoiceEmail { get; internal set; }

    /// <summary>The first line of the address.</summary>
    public string? InvoiceAddress1 { get; internal set; }

    /// <summary>The second line of the address.</summary>
    public string? InvoiceAddress2 { get; internal set; }

    /// <summary>The town or city.</summary>
    public string? InvoiceTownCity { get; internal set; }

    /// <summary>The county.</summary>
    public string? InvoiceCounty { get; internal set; }

    /// <summary>The country.</summary>
    public string? InvoiceCountry { get; internal set; }

    /// <summary>The postcode.</summary>
    public string? InvoicePostcode { get; internal set; }

    private protected override string Describe() => ReadableText.FirstOf(InvoiceEmail, InvoiceAddress1);
}
