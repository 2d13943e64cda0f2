using System.Collections;

namespace Plannr.Client.Tests.Errors;

/// <summary>Assertions that hold for every request error.</summary>
internal static class ErrorAssert
{
    public static void IsComplete(PlannrRequestException exception, string errorId, int? statusCode, string? serverMessage)
    {
        Assert.Equal(errorId, exception.ErrorId);
        Assert.Equal(statusCode, exception.StatusCode);
        Assert.Equal(serverMessage, exception.ServerMessage);
        Assert.Equal("GET", exception.Method);
        Assert.Equal(ServedApi.Path, exception.Path);
        Assert.StartsWith($"GET {ServedApi.Path}: ", exception.Message, StringComparison.Ordinal);
        Assert.NotEmpty(exception.RecommendedAction);
        ContainsNoToken(exception);
    }

    public static void ContainsNoToken(Exception exception)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            Check(cause.ToString());
            foreach (DictionaryEntry entry in cause.Data)
            {
                Check($"{entry.Key}={entry.Value}");
            }

            if (cause is PlannrRequestException request)
            {
                Check(request.ServerMessage);
                Check(request.Path);
                Check(request.RecommendedAction);
            }

            if (cause is PlannrInvalidRequestException invalid)
            {
                Check(invalid.FieldErrors.ToString());
            }
        }

        static void Check(string? text) => Assert.DoesNotContain(Tokens.Text, text ?? string.Empty, StringComparison.Ordinal);
    }
}
