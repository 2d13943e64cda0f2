namespace Plannr;

/// <summary>Who is told what happens during a call. Called from any thread; texts never hold a secret.</summary>
public interface IPlannrObserver
{
    /// <summary>Method, path, status and duration of a request, and each wait before another attempt. Not called unless <see cref="WantsVerbose"/>.</summary>
    /// <param name="message">One line.</param>
    void Verbose(string message);

    /// <summary>Headers and bodies, with secrets replaced. Not called unless <see cref="WantsDebug"/>.</summary>
    /// <param name="message">Several lines.</param>
    void Debug(string message);

    /// <summary>Reports what the user has to know although the call goes on, such as a list that is not whole.</summary>
    /// <param name="message">One line.</param>
    void Warning(string message);

    /// <summary>Whether <see cref="Verbose"/> is of use.</summary>
    bool WantsVerbose { get; }

    /// <summary>Whether <see cref="Debug"/> is of use: putting its texts together costs time.</summary>
    bool WantsDebug { get; }
}
