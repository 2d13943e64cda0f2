namespace Plannr;

/// <summary>The base class for all errors of this module.</summary>
public abstract class PlannrException : Exception
{
    private protected PlannrException(string errorId, string message, string recommendedAction, Exception? innerException)
        : base(TerminalText.CleanLines(UserInformation.Redact(message)), innerException)
    {
        ErrorId = errorId;
        RecommendedAction = TerminalText.CleanLines(UserInformation.Redact(recommendedAction));
    }

    /// <summary>The message. Starts with the connection's name if the command used several connections, and ends with the number of items read if the error interrupted the reading of a list.</summary>
    public override string Message
    {
        get
        {
            string text = NamesConnection ? $"{ConnectionName}: {base.Message}" : base.Message;
            return ItemsRead is null ? text : $"{ReadableText.AddFullStop(text)} {IncompleteText}";
        }
    }

    /// <summary>The name of the connection over which a request or a wait failed. Null for other errors.</summary>
    public string? ConnectionName { get; internal set; }

    /// <summary>The number of items of a list that were read before this error occurred. Null if the error did not interrupt the reading of a list.</summary>
    public long? ItemsRead { get; private set; }

    /// <summary>The stable identifier, such as <c>PlannrNotFound</c>.</summary>
    public string ErrorId { get; }

    /// <summary>The recommended action, in one or more sentences.</summary>
    public string RecommendedAction { get; }

    /// <summary>Whether the message contains the connection's name.</summary>
    internal bool NamesConnection { get => field && ConnectionName is not null; set; }

    private long? ItemsInAll { get; set; }

    private string IncompleteText => (ItemsRead, ItemsInAll) switch
    {
        (0, _) => "The list is incomplete: no items were read before this error.",
        (1, null) => "The list is incomplete: 1 item was read before this error.",
        (_, null) => $"The list is incomplete: {ItemsRead} items were read before this error.",
        (1, _) => $"The list is incomplete: 1 of {ItemsInAll} items was read before this error.",
        _ => $"The list is incomplete: {ItemsRead} of {ItemsInAll} items were read before this error.",
    };

    /// <summary>Returns a copy of this error that states how much of a list was read. A copy is needed because several requests can share one error.</summary>
    internal PlannrException ForBrokenList(long itemsRead, long? itemsInAll)
    {
        var copy = (PlannrException)MemberwiseClone();
        copy.ItemsRead = itemsRead;
        copy.ItemsInAll = itemsInAll > itemsRead ? itemsInAll : null;
        return copy;
    }
}
