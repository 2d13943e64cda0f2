namespace Plannr.PowerShell.Connections;

/// <summary>A reference to an account to act as: its UUID, a login, a connection, or a row with an AccountUuid column.</summary>
/// <param name="value">The argument.</param>
public sealed class LoginReference(object value) : RecordReference(
    value,
    [(nameof(Login), nameof(Login.AccountUuid)), (nameof(PlannrConnection), nameof(PlannrConnection.AccountUuid))],
    "Get-PlannrLogin lists the accounts that you can act as.",
    nameof(Login.AccountUuid));

/// <summary>Completes account names to the UUIDs of the accounts that the connection's user can act as. Uses only cached logins; sends no requests.</summary>
public sealed class LoginCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        PlannrConnection? connection = ConnectionReference.Find(fakeBoundParameters["Connection"]);
        return Completions.Match(
            wordToComplete,
            (connection?.Logins ?? []).Where(login => login.AccountUuid is not null).Select(login => new Candidate(login.AccountUuid.ToString()!, $"{login} {login.AccountType}".Trim())));
    }
}

/// <summary>Completes the names of the open connections.</summary>
public sealed class ConnectionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Match(wordToComplete, ConnectionRegistry.Found
            .Where(connection => ConnectionRegistry.Find(connection.Name) == connection)
            .Select(connection => new Candidate(connection.Name, null, $"{connection.BaseUri} {connection.AccountName}".TrimEnd())));
}

/// <summary>Rejects everything except a SecureString. Unlike PowerShell's own conversion error, this attribute's error contains neither the value nor an object that has the secret in a property.</summary>
internal sealed class SecureStringOnlyAttribute : ArgumentTransformationAttribute
{
    public const string Advice = "Use Read-Host -AsSecureString, Get-Secret, or ConvertTo-SecureString -AsPlainText -Force.";

    /// <summary>An empty value that replaces a rejected one if <see cref="IsFromPipeline"/> is set.</summary>
    public static SecureString Refused { get; } = new();

    /// <summary>Whether the parameter accepts pipeline input. If it does, a rejected value is replaced with <see cref="Refused"/> and the cmdlet writes the error, because PowerShell's own error would contain the value.</summary>
    public bool IsFromPipeline { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is null or SecureString ? inputData
            : IsFromPipeline ? Refused
            : throw new ArgumentTransformationMetadataException($"Only a SecureString is accepted here, but the value is of type {value.GetType().Name}. {Advice}");
    }
}
