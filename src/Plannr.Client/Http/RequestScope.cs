using System.Net.Http;

namespace Plannr.Client.Http;

/// <summary>What the handlers know of the call that a request belongs to.</summary>
internal static class RequestScope
{
    private const string ObserverKey = "Plannr.Observer";

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
