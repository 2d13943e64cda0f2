namespace Plannr.Client.Http;

/// <summary>A response came, but its body is damaged, cut off or packed in an unknown way. Counts as a broken connection: a GET is retried.</summary>
/// <param name="status">The status of the response.</param>
/// <param name="reason">What is wrong with the body.</param>
/// <param name="innerException">What the runtime found; may be null.</param>
internal sealed class UnreadableBodyException(HttpStatusCode status, string reason, Exception? innerException = null)
    : IOException($"the body can't be read: {reason}", innerException)
{
    public HttpStatusCode Status => status;
}
