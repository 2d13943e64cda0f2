using System.ComponentModel;
using System.Diagnostics;

namespace Plannr.PowerShell.Connections;

/// <summary>Opens the user's browser.</summary>
internal static class Browser
{
    /// <summary>How long to wait for the command that opens the browser to fail. It fails immediately or not at all; if it is itself the browser, it keeps running.</summary>
    private const int MillisecondsToFail = 1000;

    /// <summary>Opens a URL. Returns false if no browser can be opened. Tests replace this function and act as the browser.</summary>
    public static Func<Uri, bool> Open { get; set; } = OpenWithSystem;

    private static bool OpenWithSystem(Uri address)
    {
        try
        {
            if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            {
                using Process? started = Process.Start(new ProcessStartInfo(address.AbsoluteUri) { UseShellExecute = true });
                return true;
            }

            bool isMac = RuntimeInformation.IsOSPlatform(OSPlatform.OSX);
            if (!isMac && Environment.GetEnvironmentVariable("DISPLAY") is null && Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is null)
            {
                return false;
            }

            using Process? opener = Process.Start(new ProcessStartInfo(isMac ? "open" : "xdg-open", $"\"{address.AbsoluteUri}\"") { UseShellExecute = false });
            return opener is not null && !(opener.WaitForExit(MillisecondsToFail) && opener.ExitCode != 0);
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return false;
        }
    }
}
