namespace Plannr.Client.Reports.Figures;

/// <summary>The runs of one state.</summary>
internal sealed record StatusGroup
{
    public required string Label { get; init; }

    /// <summary>The class that gives the colour.</summary>
    public required string Colour { get; init; }

    public required int Count { get; init; }

    /// <summary>How many of them have an error.</summary>
    public required int WithError { get; init; }
}
