namespace Plannr.Sandbox.Resources;

/// <summary>Writes firms.</summary>
internal static class FirmResource
{
    private const string Street = "1 Nowhere Row";
    private const string Town = "Fictionham";
    private const string Postcode = "ZZ99 9ZZ";

    public static JsonObject Write(Firm firm) => new()
    {
        ["uuid"] = firm.Uuid.ToString(),
        ["created_at"] = UkTime.Timestamp(firm.CreatedAt),
        ["updated_at"] = UkTime.Timestamp(firm.CreatedAt),
        ["name"] = firm.Name,
        ["slug"] = firm.Slug,
        ["address_1"] = Street,
        ["address_2"] = null,
        ["town_city"] = Town,
        ["county"] = "Madeupshire",
        ["country"] = "GB",
        ["postcode"] = Postcode,
        ["logo"] = "https://assets.example.com/logo.png",
        ["logo_icon"] = "https://assets.example.com/icon.png",
        ["tax"] = 17.5,
        ["month_end"] = 25,
        ["billing"] = new JsonObject
        {
            ["invoice_email"] = "invoices@example.com",
            ["invoice_address_1"] = Street,
            ["invoice_address_2"] = null,
            ["invoice_town_city"] = Town,
            ["invoice_county"] = "Madeupshire",
            ["invoice_country"] = "GB",
            ["invoice_postcode"] = Postcode,
        },
        ["ip_whitelist"] = new JsonArray(),
        ["brand_colours"] = new JsonObject
        {
            ["sidebar_background"] = "#1f2a44",
            ["email_background"] = "#ffffff",
            ["portal_background"] = "#f5f5f5",
        },
        ["is_subscribed"] = true,
        ["regulatory_text"] = "Imaginary Wealth Partners does not exist and is regulated by nobody.",
        ["statement_frequency"] = "monthly",
        ["addon_subscriptions"] = new JsonArray(),
        ["task_board_template"] = null,
    };
}
