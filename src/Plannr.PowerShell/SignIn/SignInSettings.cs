namespace Plannr.PowerShell.SignIn;

/// <summary>What the environment variables of the module say.</summary>
internal static class SignInSettings
{
    public const string AccessTokenVariable = "PLANNR_ACCESS_TOKEN";
    public const string AccountVariable = "PLANNR_ACCOUNT_UUID";
    public const string BaseUriVariable = "PLANNR_BASE_URI";

    public static SecureString? AccessToken
    {
        get
        {
            if (Read(AccessTokenVariable) is not { } text)
            {
                return null;
            }

            var token = new SecureString();
            foreach (char character in text)
            {
                token.AppendChar(character);
            }

            return token;
        }
    }

    /// <exception cref="PlannrInvalidConnectionException">The variable holds something else than a UUID.</exception>
    public static Guid? AccountUuid =>
        Read(AccountVariable) is not { } text ? null
        : Guid.TryParse(text, out Guid uuid) ? uuid
        : throw new PlannrInvalidConnectionException($"{AccountVariable} is not a UUID.", "Set it to the UUID of the account to act as, or remove it.");

    /// <exception cref="PlannrInvalidConnectionException">The variable holds something else than an absolute address.</exception>
    public static Uri? BaseUri =>
        Read(BaseUriVariable) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out Uri? address) ? address
        : throw new PlannrInvalidConnectionException($"{BaseUriVariable} is not an absolute address.", "Set it to an address such as https://api.plannrcrm.com/, or remove it.");

    /// <summary>A variable that is empty counts as one that is not set.</summary>
    private static string? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } text && text.Trim() is { Length: > 0 } value ? value : null;
}
