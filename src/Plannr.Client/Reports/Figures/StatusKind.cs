namespace Plannr.Client.Reports.Figures;

/// <summary>What a state comes to, in the order in which the report stacks them: failures on the ground line, where they compare best.</summary>
internal enum StatusKind
{
    /// <summary>Ended with an error.</summary>
    Failed,

    /// <summary>Not ended.</summary>
    Running,

    /// <summary>A state that the module does not know, or none.</summary>
    Other,

    /// <summary>Ended well.</summary>
    Completed,
}
