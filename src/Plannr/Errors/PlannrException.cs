using System;

namespace Plannr;

/// <summary>
/// The base of all errors of this module. Each has a stable <see cref="ErrorId"/>, which is also the first part of the
/// <c>FullyQualifiedErrorId</c> in PowerShell, and says what to do about it.
/// </summary>
public abstract class PlannrException : Exception
{
    private protected PlannrException(string errorId, string message, string recommendedAction, Exception? innerException)
        : base(message, innerException)
    {
        ErrorId = errorId;
        RecommendedAction = recommendedAction;
    }

    /// <summary>The stable identifier, such as <c>PlannrNotFound</c>.</summary>
    public string ErrorId { get; }

    /// <summary>What to do about it, in a sentence or two.</summary>
    public string RecommendedAction { get; }
}
