namespace Plannr.Client.Requests;

/// <summary>The error for a request that is not sent, because it could not mean what its maker wanted or would show the token to others.</summary>
internal static class InvalidRequest
{
    public static PlannrInvalidRequestException Because(string method, string what, string action) =>
        new(new RequestFailure(method, string.Empty), $"{what} Nothing was sent.", action);
}
