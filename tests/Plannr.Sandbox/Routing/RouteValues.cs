namespace Plannr.Sandbox.Routing;

/// <summary>Finds the records that the parameters of a path identify, as Laravel's route model binding does.</summary>
internal static class RouteValues
{
    /// <param name="request">The request.</param>
    /// <param name="segment">The name of the parameter.</param>
    /// <param name="model">The class name of the model, for the message.</param>
    /// <param name="find">Returns the record, or null if there is none.</param>
    /// <exception cref="ApiException">404 if the record does not exist.</exception>
    public static T Bind<T>(this ApiRequest request, string segment, string model, Func<Guid, T?> find)
        where T : class
    {
        string text = request.Values[segment];
        return (Guid.TryParse(text, out Guid uuid) ? find(uuid) : null) ?? throw ApiException.NotFound(model, text);
    }
}
