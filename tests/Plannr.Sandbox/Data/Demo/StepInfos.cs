namespace Plannr.Sandbox.Data.Demo;

/// <summary>What steps say about themselves: the API types it as a string and does not say what is in it, so every shape occurs.</summary>
internal static class StepInfos
{
    public const string Empty = "";
    public const string PlainText = "Queued with the message provider.";
    public const string PlainError = "Error: the message provider refused the number +44 7700 900000 (not in service).";
    public const string Validation = """{"message":"The given data was invalid.","errors":{"email":["The email must be a valid email address."],"template":["The template field is required."]}}""";
    public const string SingleError = """{"errors":{"account_uuid":["The account uuid field is required."]}}""";
    public const string ErrorList = """[{"error":"No adviser is assigned to the client."},{"error":"No administrator is assigned to the client."}]""";
    public const string ErrorText = """{"error":"SMTP 550: mailbox unavailable"}""";
    public const string Timeout = """{"message":"Server Error","exception":"Illuminate\\Http\\Client\\ConnectionException"}""";
    public const string Delivered = """{"message":"Delivered to 1 recipient."}""";
    public const string NoErrors = """{"errors":[]}""";
    public const string CutOff = """{"errors":{"due_at":["The due at must be a date after""";
    public const string MultiLine = "Step failed:\n - template \"Standard letter\" not found\n - nothing was sent";
    public const string NotQuiteJson = """
        "[{errors : "the account_uuid field is required" }]"
        """;
}
