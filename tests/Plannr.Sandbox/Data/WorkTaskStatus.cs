namespace Plannr.Sandbox.Data;

/// <summary>A column of the firm's task board.</summary>
internal sealed record WorkTaskStatus(Guid Uuid, string Name, string Colour, int Position)
{
    public static WorkTaskStatus NotStarted { get; } = Create("Not started", "#9aa5b1", 1);

    public static WorkTaskStatus Incomplete { get; } = Create("Incomplete", "#f0ad4e", 2);

    public static WorkTaskStatus Complete { get; } = Create("Complete", "#5cb85c", 3);

    public static WorkTaskStatus Archived { get; } = Create("Archived", "#6c757d", 4);

    public static IReadOnlyList<WorkTaskStatus> All { get; } = [NotStarted, Incomplete, Complete, Archived];

    private static WorkTaskStatus Create(string name, string colour, int position) =>
        new(StableUuid.FromName("task-status/" + name), name, colour, position);
}
