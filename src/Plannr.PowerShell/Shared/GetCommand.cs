namespace Plannr.PowerShell.Shared;

/// <summary>Base class of the cmdlets that get records, as lists or by UUID. Records specified by UUID are requested in parallel and written in the order of the input.</summary>
/// <typeparam name="T">The type of the records.</typeparam>
public abstract class GetCommand<T> : PlannrCommand
    where T : class
{
    private RecordLookup<T>? _lookup;

    /// <summary>Specifies the connections to use, or their names. Results are returned in the order of the connections. If the cmdlet has -First and -Skip, they apply to all connections together. By default, requests for a record use the connection that the record came from, and all other requests use the connection opened last.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public ConnectionReference[]? Connection { get; set; }

    /// <summary>The list reader.</summary>
    private protected ListReader Lists { get; private set; } = null!;

    /// <summary>The number of records to write, as specified by -First and -Skip.</summary>
    private protected Quota Quota => Lists.Quota;

    /// <summary>The activity text of the progress bar.</summary>
    private protected abstract string Activity { get; }

    private protected override bool NeedsConnection => true;

    /// <summary>Whether the cmdlet reads a single list, so that the list's total is the overall total.</summary>
    private protected virtual bool IsOneList => !MyInvocation.ExpectingInput;

    private protected override void Begin() => Lists = new ListReader(this, StartProgress(Activity)) { IsOneList = () => IsOneList };

    private protected override void End() => _lookup?.Complete();

    /// <summary>Requests one record.</summary>
    private protected virtual Task<T> GetAsync(IPlannrClient client, Guid uuid) => throw new NotSupportedException();

    /// <summary>Requests records by UUID and writes those that have been received.</summary>
    private protected void Get(IEnumerable<RecordReference> references, int throttleLimit)
    {
        _lookup ??= new RecordLookup<T>(this, Quota, Progress!, throttleLimit, GetAsync) { Offer = Offer };
        _lookup.Add([.. references.SelectMany(reference => Connections.Find(reference), (reference, connection) => (connection, reference.Uuid))]);
    }

    /// <summary>Reads a list over each connection and writes the records that pass the filter.</summary>
    private protected void List(Func<IPlannrClient, IPlannrPages<T>> list, Func<T, bool>? passes = null, bool isTotalExact = true) =>
        Lists.Write(Connections.Given, connection => list(Connections.GetClient(connection)), passes, isTotalExact);

    /// <summary>Returns the value of a switch, or null if the switch was not specified. False selects the records that true would exclude.</summary>
    private protected bool? Given(string name) => MyInvocation.BoundParameters.TryGetValue(name, out object? value) ? ((SwitchParameter)value).IsPresent : null;

    private void Offer(T record)
    {
        if (Quota.Takes())
        {
            Emit(record);
        }
    }
}
