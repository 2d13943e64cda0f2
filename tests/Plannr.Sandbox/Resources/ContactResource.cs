namespace Plannr.Sandbox.Resources;

/// <summary>Writes the primary e-mail address and telephone number of an account.</summary>
internal static class ContactResource
{
    private const string CountryCode = "+44";

    /// <summary>Writes the e-mail address, or returns null if the account has none.</summary>
    public static JsonObject? WriteEmail(Account account) =>
        account.Email is { } email ? Write(account, "email", "Personal e-mail", email) : null;

    /// <summary>Writes the telephone number, or returns null if the account has none.</summary>
    public static JsonObject? WritePhone(Account account)
    {
        if (account.Phone is not { } phone)
        {
            return null;
        }

        var json = Write(account, "phone_number", account.Type == "client" ? "Mobile" : "Work number", phone);
        json["phone_number_meta"] = new JsonObject { ["country"] = "GB", ["formatted"] = National(phone) };
        return json;
    }

    private static JsonObject Write(Account account, string type, string name, string value) => new()
    {
        ["uuid"] = StableUuid.FromName($"contact/{account.Uuid}/{type}").ToString(),
        ["created_at"] = UkTime.Timestamp(account.CreatedAt),
        ["updated_at"] = UkTime.Timestamp(account.CreatedAt),
        ["type"] = type,
        ["name"] = name,
        ["value"] = value,
        ["primary"] = true,
    };

    // London numbers are formatted like 020 7946 0101, and mobile numbers like 07700 900123.
    private static string National(string phone)
    {
        var digits = phone.Replace(CountryCode, "0");
        return digits.StartsWith("02", StringComparison.Ordinal)
            ? $"{digits.Substring(0, 3)} {digits.Substring(3, 4)} {digits.Substring(7)}"
            : $"{digits.Substring(0, 5)} {digits.Substring(5)}";
    }
}
