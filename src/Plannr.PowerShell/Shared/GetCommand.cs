namespace Plannr.PowerShell.Shared;

/// <summary>The base of cmdlets that get records: lists, and records by UUID, requested in parallel and written in the order of the input.</summary>
/// <typeparam name="T">The type of the records.</typeparam>
public abstract class GetCommand<T> : PlannrCommand
    where T : class
{
    private RecordLookup<T>? _lookup;

    /// <summary>Specifies the connections to use, or their names. Results are returned in the order of the connections, and -First and -Skip count across all of them. By default, a record is requested over the connection it came from, and anything else over the connection that Connect-Plannr opened last.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ConnectionReference[]? Connection { get; set; }

    /// <summary>Reads the lists.</summary>
    private protected ListReader Lists { get; private set; } = null!;

    /// <summary>How many of the records to write.</summary>
    private protected Quota Quota => Lists.Quota;

    /// <summary>What the cmdlet does, as the progress shows it.</summary>
    private protected abstract string Activity { get; }

    private protected override bool NeedsConnection => true;

    /// <summary>Whether the cmdlet reads a single list, so that its total is the total of all records.</summary>
    private protected virtual bool IsOneList => !MyInvocation.ExpectingInput;

    private protected override void Begin() => Lists = new ListReader(this, StartProgress(Activity)) { IsOneList = () => IsOneList };

    private protected override void End() => _lookup?.Complete();

    /// <summary>Requests one record.</summary>
    private protected virtual Task<T> GetAsync(IPlannrClient client, Guid uuid) => throw new NotSupportedException();

    /// <summary>Requests records by UUID and writes those that have arrived.</summary>
    private protected void Get(IEnumerable<RecordReference> references, int throttleLimit)
    {
        _lookup ??= new RecordLookup<T>(this, Quota, Progress!, throttleLimit, GetAsync) { Offer = Offer };
        _lookup.Add([.. references.SelectMany(reference => Connections.Find(reference), (reference, connection) => (connection, reference.Uuid))]);
    }

    /// <summary>Reads a list over each connection, and writes the records that pass a filter.</summary>
    private protected void List(Func<IPlannrClient, IPlannrPages<T>> list, Func<T, bool>? passes = null, bool isTotalExact = true) =>
        Lists.Write(Connections.Given, connection => list(Connections.GetClient(connection)), passes, isTotalExact);

    /// <summary>Returns the value of a switch, of which false asks for the others; null if it was not given.</summary>
    private protected bool? Given(string name) => MyInvocation.BoundParameters.TryGetValue(name, out object? value) ? ((SwitchParameter)value).IsPresent : null;

    private void Offer(T record)
    {
        if (Quota.Takes())
        {
            Emit(record);
        }
    }
}
