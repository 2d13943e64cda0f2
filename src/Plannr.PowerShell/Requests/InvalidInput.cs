namespace Plannr.PowerShell.Requests;

/// <summary>The error for what a parameter holds and can't be sent.</summary>
internal static class InvalidInput
{
    public static PlannrInvalidRequestException Because(string what, string action) =>
        new(new RequestFailure(string.Empty, string.Empty), $"{what} Nothing was sent.", action);
}
