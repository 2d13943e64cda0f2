namespace Plannr.PowerShell.Requests;

/// <summary>The fields of a request that creates a record. A field that is null is left out: the API has its own defaults.</summary>
internal sealed class RequestFields : Dictionary<string, object?>
{
    public new void Add(string name, object? value)
    {
        if (value is not null)
        {
            base.Add(name, value);
        }
    }
}
