namespace Plannr.PowerShell.Filtering;

/// <summary>What the API can't filter by, and the module therefore does.</summary>
internal sealed class ExecutionFilter(AutomationSourceCommand source, string[]? status, string[]? name, bool withError)
{
    private readonly Wildcards? _status = Wildcards.Of(status);
    private readonly Wildcards? _name = Wildcards.Of(name);
    private readonly Wildcards? _triggeredBy = Wildcards.Of(source.TriggeredBy);

    /// <summary>Whether everything passes.</summary>
    public bool IsOpen =>
        _status is null && _triggeredBy is null && _name is null && source.After is null && source.Before is null && source.UpdatedAfter is null && !withError;

    /// <summary>An execution without a date passes no bound on that date.</summary>
    public bool Passes(AutomationExecution execution) =>
        _status?.Match(execution.Status) != false
        && _triggeredBy?.Match(execution.TriggeredBy) != false
        && _name?.Match(execution.Name) != false
        && TimeSpans.Holds(execution.CreatedAt, source.After, source.Before)
        && TimeSpans.Holds(execution.UpdatedAt, source.UpdatedAfter, null)
        && (!withError || execution.HasError);
}
