using static Plannr.Sandbox.Querying.Comparing;

namespace Plannr.Sandbox.Querying;

/// <summary>Filters and sorts audits and logs. By default, both are listed newest first.</summary>
internal static class HistorySearch
{
    private const string NewestFirst = "-created_at";

    /// <summary>The sorts of audits. There are no filters because none is documented.</summary>
    public static ListSearch<Audit> Audits { get; } = new(
        new Dictionary<string, Func<Audit, string, bool>>(),
        new Dictionary<string, Func<Audit, IComparable?>> { ["created_at"] = audit => audit.CreatedAt },
        NewestFirst);

    public static ListSearch<LogEntry> Logs { get; } = new(
        new Dictionary<string, Func<LogEntry, string, bool>>
        {
            ["uuid"] = (entry, value) => IsOneOf(entry.Uuid, value),
            ["type"] = (entry, value) => IsOneOf(entry.Type, value),
            ["level"] = (entry, value) => IsOneOf(entry.Level, value),
            ["modelable_type"] = (entry, value) => IsOneOf(entry.ModelType, value),
        },
        new Dictionary<string, Func<LogEntry, IComparable?>> { ["created_at"] = entry => entry.CreatedAt },
        NewestFirst);
}
