namespace Plannr.PowerShell.Shared;

/// <summary>A function that views call as an indexer, because constrained sessions can use the indexers of any type, but can't call the type's methods.</summary>
/// <typeparam name="TFirst">The first argument.</typeparam>
/// <typeparam name="TSecond">The second argument.</typeparam>
public sealed class ViewFunction<TFirst, TSecond>
{
    private readonly Func<TFirst, TSecond, object?> _function;

    internal ViewFunction(Func<TFirst, TSecond, object?> function) => _function = function;

    /// <summary>Gets the result for the arguments.</summary>
    /// <param name="first">The first argument.</param>
    /// <param name="second">The second argument.</param>
    public object? this[TFirst first, TSecond second] => _function(first, second);
}

/// <summary>A function of three arguments that views call as an indexer.</summary>
/// <typeparam name="TFirst">The first argument.</typeparam>
/// <typeparam name="TSecond">The second argument.</typeparam>
/// <typeparam name="TThird">The third argument.</typeparam>
public sealed class ViewFunction<TFirst, TSecond, TThird>
{
    private readonly Func<TFirst, TSecond, TThird, object?> _function;

    internal ViewFunction(Func<TFirst, TSecond, TThird, object?> function) => _function = function;

    /// <summary>Gets the result for the arguments.</summary>
    /// <param name="first">The first argument.</param>
    /// <param name="second">The second argument.</param>
    /// <param name="third">The third argument.</param>
    public object? this[TFirst first, TSecond second, TThird third] => _function(first, second, third);
}
