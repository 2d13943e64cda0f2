using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using Plannr.Sandbox.Data;
using Plannr.Sandbox.Resources;
using Plannr.Sandbox.Responses;
using Plannr.Sandbox.Routing;

namespace Plannr.Sandbox.Endpoints;

/// <summary>Who is signed in, and for which accounts.</summary>
internal sealed class IdentityEndpoints(SandboxStore store, SandboxOptions options, IdentityResource identities) : IEndpointGroup
{
    private const string Preferred = "preferred_account_uuid";

    public IEnumerable<Route> Routes =>
    [
        new("GET", "api/v1/me", _ => ApiResponse.Json(identities.WriteUser())),
        new("GET", "api/v1/logins", _ => ApiResponse.Json(WriteLogins())),
    ];

    private JsonObject WriteLogins()
    {
        var uuids = options.LoginAccounts ?? [SandboxData.OwnerAccountUuid, SandboxData.OwnClientAccountUuid];
        var accounts = uuids.Select(uuid => store.FindAccount(uuid)).OfType<Account>().ToList();
        var preferred = (accounts.FirstOrDefault(account => account.Type == "employee") ?? accounts.FirstOrDefault())?.Uuid.ToString();
        var data = new JsonArray();
        foreach (var account in accounts)
        {
            var login = identities.WriteLogin(account, isPrimary: data.Count == 0);
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
