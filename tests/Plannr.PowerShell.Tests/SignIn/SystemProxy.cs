namespace Plannr.PowerShell.Tests.SignIn;

/// <summary>Sets the system proxy while a test runs.</summary>
internal sealed class SystemProxy : IDisposable
{
    private readonly IWebProxy _before = HttpClient.DefaultProxy;

    public SystemProxy(Uri address) => HttpClient.DefaultProxy = new WebProxy(address);

    public void Dispose() => HttpClient.DefaultProxy = _before;
}
