namespace Plannr.Sandbox.Endpoints;

/// <summary>Lists, searches and gets accounts.</summary>
internal sealed class AccountEndpoints(SandboxStore store, SandboxOptions options, AccountResource accounts) : IEndpointGroup
{
    public IEnumerable<Route> Routes =>
    [
        new("GET", "api/v1/account", List),
        new("GET", "api/v1/account/{uuid}", Get),
    ];

    private ApiResponse Get(ApiRequest request) =>
        ApiResponse.Json(accounts.WriteFull(request.Bind("uuid", "Account", uuid => store.FindAccount(uuid))));

    private ApiResponse List(ApiRequest request)
    {
        IReadOnlyList<Account> found = AccountSearch.List.Find(store.Accounts, request.Query);
        var includes = request.Query.List("include");
        return ApiResponse.Json(Paginator.Write(
            request,
            PageRequest.From(request.Query, options),
            found.Count,
            position => accounts.Write(found[position], includes)));
    }
}
