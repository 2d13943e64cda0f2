namespace Plannr.Sandbox;

/// <summary>How <c>POST /oauth/token</c> writes <c>expires_in</c>.</summary>
public enum ExpiryForm
{
    /// <summary>As a number of seconds.</summary>
    Number,

    /// <summary>As the same number in a string.</summary>
    Text,

    /// <summary>Not at all.</summary>
    Omitted,
}
