namespace Plannr.Client.Http;

/// <summary>What the handlers know of the call that a request belongs to.</summary>
internal static class RequestScope
{
    private const string ObserverKey = "Plannr.Observer";
    private const string StreamedKey = "Plannr.Streamed";
    private const string AccountKey = "Plannr.Account";

    /// <summary>Names the account to act as.</summary>
    public static void SetAccount(this HttpRequestMessage request, Guid accountUuid)
    {
#if NET
        request.Options.Set(new HttpRequestOptionsKey<Guid>(AccountKey), accountUuid);
#else
        request.Properties[AccountKey] = accountUuid;
#endif
    }

    /// <summary>Returns the account to act as; null for none.</summary>
    public static Guid? GetAccount(this HttpRequestMessage request)
    {
#if NET
        return request.Options.TryGetValue(new HttpRequestOptionsKey<Guid>(AccountKey), out Guid account) ? account : null;
#else
        return request.Properties.TryGetValue(AccountKey, out object? account) ? account as Guid? : null;
#endif
    }

    /// <summary>Leaves the body of a good answer to be read as it comes.</summary>
    public static void SetStreamed(this HttpRequestMessage request)
    {
#if NET
        request.Options.Set(new HttpRequestOptionsKey<bool>(StreamedKey), true);
#else
        request.Properties[StreamedKey] = true;
#endif
    }

    public static bool IsStreamed(this HttpRequestMessage request)
    {
#if NET
        return request.Options.TryGetValue(new HttpRequestOptionsKey<bool>(StreamedKey), out bool isStreamed) && isStreamed;
#else
        return request.Properties.ContainsKey(StreamedKey);
#endif
    }

    /// <summary>Adds headers; one that the client sends by itself gives way.</summary>
    public static void AddHeaders(this HttpRequestMessage request, IEnumerable<KeyValuePair<string, string>> headers)
    {
        foreach (KeyValuePair<string, string> header in headers)
        {
            request.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    public static void SetObserver(this HttpRequestMessage request, IPlannrObserver? observer)
    {
        if (observer is null)
        {
            return;
        }

#if NET
        request.Options.Set(new HttpRequestOptionsKey<IPlannrObserver>(ObserverKey), observer);
#else
        request.Properties[ObserverKey] = observer;
#endif
    }

    public static IPlannrObserver? GetObserver(this HttpRequestMessage request)
    {
#if NET
        return request.Options.TryGetValue(new HttpRequestOptionsKey<IPlannrObserver>(ObserverKey), out IPlannrObserver? observer) ? observer : null;
#else
        return request.Properties.TryGetValue(ObserverKey, out object? observer) ? observer as IPlannrObserver : null;
#endif
    }
}
