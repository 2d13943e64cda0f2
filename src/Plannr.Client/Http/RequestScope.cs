namespace Plannr.Client.Http;

/// <summary>The call that a request belongs to, for the handlers.</summary>
/// <param name="Account">The account to act as; null for none.</param>
/// <param name="Observer">Receives progress messages; may be null.</param>
/// <param name="IsStreamed">Whether the body of a successful response is read as it arrives.</param>
internal sealed record RequestScope(Guid? Account = null, IPlannrObserver? Observer = null, bool IsStreamed = false)
{
    private const string Key = "Plannr.Scope";

    private static readonly RequestScope None = new();

    public static RequestScope Get(HttpRequestMessage request) =>
#if NET
        request.Options.TryGetValue(new HttpRequestOptionsKey<RequestScope>(Key), out RequestScope? scope) ? scope : None;
#else
        request.Properties.TryGetValue(Key, out object? scope) ? (RequestScope)scope! : None;
#endif

    public void Set(HttpRequestMessage request) =>
#if NET
        request.Options.Set(new HttpRequestOptionsKey<RequestScope>(Key), this);
#else
        request.Properties[Key] = this;
#endif
}
