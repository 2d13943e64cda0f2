namespace Plannr;

/// <summary>A report on automation executions: one HTML page that needs no other file and no network. Executions are added, then it is written.</summary>
public interface IPlannrReport
{
    /// <summary>How many executions the report is on.</summary>
    int Count { get; }

    /// <summary>Takes in an execution. Only what the report shows of it is kept.</summary>
    /// <param name="execution">The execution.</param>
    void Add(AutomationExecution execution);

    /// <summary>Writes the page in UTF-8. The stream stays open.</summary>
    /// <param name="stream">Where to write.</param>
    void WriteTo(Stream stream);
}
