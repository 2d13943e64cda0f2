namespace Plannr.PowerShell.Commands;

/// <summary>What cmdlets share that make or change single things: one that fails gives an error, and the others go on.</summary>
public abstract class WritingCommand : ConnectedCommand
{
    /// <summary>Sends requests and waits for what comes of them.</summary>
    /// <param name="target">What the error is about, where one comes.</param>
    /// <param name="request">The requests.</param>
    /// <returns>What came; null where an error was written.</returns>
    private protected T? Try<T>(object? target, Func<IPlannrClient, Task<T>> request)
        where T : class => Try(target, CurrentConnection, request);

    /// <summary>As the other one, over another connection than the cmdlet's own.</summary>
    private protected T? Try<T>(object? target, PlannrConnection connection, Func<IPlannrClient, Task<T>> request)
        where T : class
    {
        try
        {
            return Await(() => Send(connection, request));
        }
        catch (PlannrNotConnectedException exception)
        {
            Fail(exception, target);
        }
        catch (PlannrException exception)
        {
            EmitError(exception, target);
        }

        return null;
    }

    /// <summary>Makes ready what is to be sent.</summary>
    /// <returns>Null where it can't be sent and an error was written.</returns>
    private protected T? Prepare<T>(object? target, Func<T> prepare)
        where T : class
    {
        try
        {
            return prepare();
        }
        catch (PlannrException exception)
        {
            EmitError(exception, target);
            return null;
        }
    }
}
