namespace Plannr.Sandbox.Endpoints;

/// <summary>Returns the signed-in user and the user's logins.</summary>
internal sealed class IdentityEndpoints(SandboxStore store, SandboxOptions options, IdentityResource identities) : IEndpointGroup
{
    private const string Preferred = "preferred_account_uuid";

    public IEnumerable<Route> Routes =>
    [
        new("GET", "api/v1/me", request => ApiResponse.Json(identities.WriteUser(store.UserOf(request)))),
        new("GET", "api/v1/logins", request => ApiResponse.Json(WriteLogins(store.UserOf(request)))),
    ];

    private JsonObject WriteLogins(Account user)
    {
        var uuids = options.LoginAccounts ?? (user == store.User ? [user.Uuid, SandboxData.OwnClientAccountUuid] : [user.Uuid]);
        var accounts = uuids.Select(uuid => store.FindAccount(uuid)).OfType<Account>().ToList();
        var preferred = (accounts.FirstOrDefault(account => account.Type == "employee") ?? accounts.FirstOrDefault())?.Uuid.ToString();
        var data = new JsonArray();
        foreach (var account in accounts)
        {
            var login = identities.WriteLogin(user, account, isPrimary: data.Count == 0);
            if (options.PreferredAccount == PreferredAccountPlacement.PerLogin)
            {
                login[Preferred] = preferred;
            }

            data.Add((JsonNode)login);
        }

        var json = new JsonObject { ["data"] = data };
        if (options.PreferredAccount == PreferredAccountPlacement.TopLevel)
        {
            json[Preferred] = preferred;
        }

        return json;
    }
}
