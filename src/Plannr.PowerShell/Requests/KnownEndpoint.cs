namespace Plannr.PowerShell.Requests;

/// <summary>An endpoint of the API.</summary>
/// <param name="Path">The path behind /api/, with the names of what is put into it in braces.</param>
/// <param name="Methods">The methods that the reference lists, GET first.</param>
/// <param name="Summary">What it is about.</param>
internal sealed record KnownEndpoint(string Path, string[] Methods, string Summary);
