namespace Plannr.Sandbox;

/// <summary>The format of <c>expires_in</c> in responses to <c>POST /oauth/token</c>.</summary>
public enum ExpiryForm
{
    /// <summary>A number of seconds.</summary>
    Number,

    /// <summary>The same number as a string.</summary>
    Text,

    /// <summary>The field is missing.</summary>
    Omitted,
}
