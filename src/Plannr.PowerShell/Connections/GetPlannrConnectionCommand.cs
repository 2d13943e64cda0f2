namespace Plannr.PowerShell.Connections;

/// <summary>Gets the open connections of this runspace. Connections whose runspaces have ended are also returned. If this runspace has no open connection of its own, the cmdlet gets all open connections in the process. Secrets are not shown.</summary>
/// <include file='Get-PlannrConnection.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrConnection")]
[OutputType(typeof(PlannrConnection))]
public sealed class GetPlannrConnectionCommand : PlannrCommand
{
    /// <summary>Specifies the names of the connections. Wildcards are permitted; case is ignored. By default, all connections are returned.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    [Texts]
    public string[]? Name { get; set; }

    private protected override void Process()
    {
        foreach (string pattern in Name ?? ["*"])
        {
            List<PlannrConnection> matches = ConnectionRegistry.Found.Where(Matches(pattern, out bool isPattern)).ToList();
            matches.ForEach(Emit);
            if (matches.Count == 0 && !isPattern)
            {
                EmitError(ConnectionReference.Unknown(pattern), pattern);
            }
        }
    }

    /// <summary>Returns a filter that also compares the text literally, because a name can contain wildcard characters or be an invalid pattern.</summary>
    private static Func<PlannrConnection, bool> Matches(string pattern, out bool isPattern)
    {
        var wildcard = new WildcardPattern(pattern, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        bool isUsable = WildcardPattern.ContainsWildcardCharacters(pattern);
        try
        {
            wildcard.IsMatch(string.Empty);
        }
        catch (WildcardPatternException)
        {
            isUsable = false;
        }

        isPattern = isUsable;
        return connection => string.Equals(connection.Name, pattern, StringComparison.OrdinalIgnoreCase) || (isUsable && wildcard.IsMatch(connection.Name));
    }
}
