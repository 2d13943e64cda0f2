using System.Net.Sockets;

namespace Plannr.Client.Authentication;

/// <summary>Binds listeners to the loopback addresses of a redirect URI.</summary>
internal static class LoopbackBinding
{
    private const int MaximumAttempts = 20;

    /// <summary>Starts the listeners. A host name such as localhost gets IPv4 and IPv6 on one port, because browsers differ in which they try.</summary>
    /// <param name="host">The host of the redirect URI.</param>
    /// <param name="port">The port; 0 for one that is free on every address.</param>
    /// <exception cref="SocketException">The port is in use on one of the addresses.</exception>
    public static IReadOnlyList<TcpListener> Listen(string host, int port)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address))
        {
            return [Start(address, port)];
        }

        for (int attempt = 1; ; attempt++)
        {
            TcpListener first = Start(IPAddress.Loopback, port);
            try
            {
                return Socket.OSSupportsIPv6 ? [first, Start(IPAddress.IPv6Loopback, ((IPEndPoint)first.LocalEndpoint).Port)] : [first];
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
            {
                // The system knows IPv6, but its loopback interface has no IPv6 address.
                return [first];
            }
            catch (SocketException) when (port == 0 && attempt < MaximumAttempts)
            {
                // Another program uses this port on IPv6: try another one.
                first.Stop();
            }
            catch
            {
                first.Stop();
                throw;
            }
        }
    }

    private static TcpListener Start(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            // Without it another program could bind the same port. Elsewhere the system never allows that, and the option would also refuse a port
            // whose last connections have just closed.
            listener.ExclusiveAddressUse = true;
        }

        try
        {
            listener.Start();
            return listener;
        }
        catch
        {
            listener.Stop();
            throw;
        }
    }
}
