namespace Plannr.Sandbox.Data;

/// <summary>Records the changes that requests make.</summary>
internal sealed class AuditTrail(SandboxStore store)
{
    public void Created(ApiRequest request, string type, JsonObject values) => Add(request, type, "created", null, values);

    public void Updated(ApiRequest request, string type, JsonObject old, JsonObject values) => Add(request, type, "updated", old, values);

    public void Deleted(ApiRequest request, string type, JsonObject old) => Add(request, type, "deleted", old, null);

    private void Add(ApiRequest request, string type, string what, JsonObject? old, JsonObject? values) => store.Audits.Add(new Audit
    {
        Uuid = store.NewUuid("audit"),
        CreatedAt = request.Now,
        Type = type,
        Event = what,
        OldValues = Audit.Values(old),
        NewValues = Audit.Values(values),
        UserAgent = request.Message.Headers.UserAgent.ToString(),
        IpAddress = "127.0.0.1",
        Url = request.Address.GetLeftPart(UriPartial.Path),
        AccountUuid = store.CallerOf(request).Uuid,
    });
}
