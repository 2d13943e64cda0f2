namespace Plannr.Client.Resources;

/// <summary>How firms and business units stand in JSON (contract, section 6).</summary>
internal static class FirmShapes
{
    public static Shape<Firm> Firm { get; } = new Shape<Firm>()
        .Guid("uuid", (firm, value) => firm.Uuid = value)
        .Date("created_at", (firm, value) => firm.CreatedAt = value)
        .Date("updated_at", (firm, value) => firm.UpdatedAt = value)
        .Text("name", (firm, value) => firm.Name = value)
        .Text("slug", (firm, value) => firm.Slug = value)
        .Text("address_1", (firm, value) => firm.Address1 = value)
        .Text("address_2", (firm, value) => firm.Address2 = value)
        .Text("town_city", (firm, value) => firm.TownCity = value)
        .Text("county", (firm, value) => firm.County = value)
        .Text("country", (firm, value) => firm.Country = value)
        .Text("postcode", (firm, value) => firm.Postcode = value)
        .Text("logo", (firm, value) => firm.Logo = value)
        .Text("logo_icon", (firm, value) => firm.LogoIcon = value)
        .Decimal("tax", (firm, value) => firm.Tax = value)
        .Integer("month_end", (firm, value) => firm.MonthEnd = value)
        .One("billing", () => FirmBilling, (firm, value) => firm.Billing = value)
        .Texts("ip_whitelist", (firm, value) => firm.IpWhitelist = value)
        .TextMap("brand_colours", (firm, value) => firm.BrandColours = value)
        .Boolean("is_subscribed", (firm, value) => firm.IsSubscribed = value)
        .Text("regulatory_text", (firm, value) => firm.RegulatoryText = value)
        .Text("statement_frequency", (firm, value) => firm.StatementFrequency = value)
        .Many("addon_subscriptions", () => AddonSubscription, (firm, value) => firm.AddonSubscriptions = value);

    public static Shape<FirmBilling> FirmBilling { get; } = new Shape<FirmBilling>()
        .Text("invoice_email", (billing, value) => billing.InvoiceEmail = value)
        .Text("invoice_address_1", (billing, value) => billing.InvoiceAddress1 = value)
        .Text("invoice_address_2", (billing, value) => billing.InvoiceAddress2 = value)
        .Text("invoice_town_city", (billing, value) => billing.InvoiceTownCity = value)
        .Text("invoice_county", (billing, value) => billing.InvoiceCounty = value)
        .Text("invoice_country", (billing, value) => billing.InvoiceCountry = value)
        .Text("invoice_postcode", (billing, value) => billing.InvoicePostcode = value);

    public static Shape<AddonSubscription> AddonSubscription { get; } = new Shape<AddonSubscription>()
        .Guid("uuid", (subscription, value) => subscription.Uuid = value)
        .Text("addon", (subscription, value) => subscription.Addon = value)
        .Boolean("enabled", (subscription, value) => subscription.Enabled = value);

    public static Shape<BusinessUnit> BusinessUnit { get; } = new Shape<BusinessUnit>()
        .Guid("uuid", (unit, value) => unit.Uuid = value)
        .Date("created_at", (unit, value) => unit.CreatedAt = value)
        .Date("updated_at", (unit, value) => unit.UpdatedAt = value)
        .Text("name", (unit, value) => unit.Name = value)
        .Boolean("has_alternative_branding", (unit, value) => unit.HasAlternativeBranding = value)
        .TextMap("brand_colours", (unit, value) => unit.BrandColours = value)
        .Integer("members_count", (unit, value) => unit.MembersCount = value)
        .Many("members", () => AccountShapes.Account, (unit, value) => unit.Members = value)
        .Integer("groups_count", (unit, value) => unit.GroupsCount = value);
}
