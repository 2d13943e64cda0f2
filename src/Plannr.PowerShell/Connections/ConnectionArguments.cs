namespace Plannr.PowerShell.Connections;

/// <summary>An account that the user can act as: its UUID, a login, a connection, or a row with a column AccountUuid.</summary>
/// <param name="value">What was given.</param>
public sealed class LoginReference(object value) : RecordReference(
    value,
    [(nameof(Login), nameof(Login.AccountUuid)), (nameof(PlannrConnection), nameof(PlannrConnection.AccountUuid))],
    "Get-PlannrLogin lists the accounts that you can act as.",
    nameof(Login.AccountUuid));

/// <summary>Offers the accounts that the connection's user can act as, as far as they are known, found by their names. Asks nobody.</summary>
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

/// <summary>Offers the names of the open connections.</summary>
public sealed class ConnectionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completions.Match(wordToComplete, ConnectionRegistry.Found
            .Where(connection => ConnectionRegistry.Find(connection.Name) == connection)
            .Select(connection => new Candidate(connection.Name, null, $"{connection.BaseUri} {connection.AccountName}".TrimEnd())));
}

/// <summary>Refuses everything but a SecureString without repeating it, as the engine's own conversion error would, also for objects with the secret in a property.</summary>
internal sealed class SecureStringOnlyAttribute : ArgumentTransformationAttribute
{
    public const string Advice = "Use Read-Host -AsSecureString, Get-Secret, or ConvertTo-SecureString -AsPlainText -Force.";

    /// <summary>Stands for a refused value of a parameter with <see cref="IsFromPipeline"/>. Empty.</summary>
    public static SecureString Refused { get; } = new();

    /// <summary>Whether the parameter binds from the pipeline. Then the value becomes <see cref="Refused"/> and the cmdlet writes the error: the engine's error would contain the object.</summary>
    public bool IsFromPipeline { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is null or SecureString ? inputData
            : IsFromPipeline ? Refused
            : throw new ArgumentTransformationMetadataException($"Only a SecureString is accepted here, not a {value.GetType().Name}. {Advice}");
    }
}
