namespace Plannr.Packager;

/// <summary>What is to be packaged can't be shipped as it is.</summary>
/// <param name="message">What is wrong, and what to do.</param>
public sealed class PackagingException(string message) : Exception(message);
