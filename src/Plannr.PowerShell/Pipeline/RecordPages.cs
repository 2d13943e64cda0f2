namespace Plannr.PowerShell.Pipeline;

/// <summary>The list of one record, empty if the record does not exist. Any other error breaks off the list.</summary>
/// <param name="pages">The list. It is disposed of.</param>
/// <param name="report">Receives the error if the record does not exist.</param>
internal sealed class RecordPages<T>(IPlannrPages<T> pages, Action<PlannrNotFoundException> report) : IPlannrPages<T>
{
    private bool _hasBegun;

    public long? TotalCount => pages.TotalCount;

    public async Task<IReadOnlyList<T>?> NextAsync(CancellationToken cancellationToken)
    {
        bool isFirst = !_hasBegun;
        _hasBegun = true;
        try
        {
            return await pages.NextAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PlannrNotFoundException exception) when (isFirst)
        {
            report(exception);
            return null;
        }
    }

    public void Dispose() => pages.Dispose();
}
