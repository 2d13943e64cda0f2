using System.Diagnostics;

namespace Plannr.Client.Tests.Reports.InBrowser;

/// <summary>Opens a page in a headless browser and returns the page after its scripts have run.</summary>
internal static class Browser
{
    /// <summary>The environment variable that contains the path of the browser to use. If it is not set, the usual folders are searched.</summary>
    public const string Variable = "PLANNR_TEST_BROWSER";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome.exe", "msedge.exe"];
    private static readonly Lazy<string?> Found = new(() => Candidates().FirstOrDefault(path => File.Exists(path) && CanStart(path)));

    /// <summary>The path of the first browser that can start; null if there is none. On a minimal machine, libraries that the browser needs may be missing.</summary>
    public static string? Path => Found.Value;

    public static async Task<string> OpenAsync(string page, int width)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("plannr-browser-");
        try
        {
            string file = System.IO.Path.Combine(folder.FullName, "page.html");
            await File.WriteAllTextAsync(file, page);
            using Process process = Start(Path!, folder, new Uri(file).AbsoluteUri, width);
            Task<string> errors = process.StandardError.ReadToEndAsync();
            Task<string> document = process.StandardOutput.ReadToEndAsync();
            try
            {
                string text = await document.WaitAsync(Longest);
                return text.Length > 0 ? text : throw new InvalidOperationException($"{Path} returned no page: {await errors.WaitAsync(Longest)}");
            }
            finally
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }
        }
        finally
        {
            Remove(folder);
        }
    }

    private static Process Start(string browser, DirectoryInfo folder, string address, int width)
    {
        var start = new ProcessStartInfo(browser) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments =
        [
            "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            $"--user-data-dir={System.IO.Path.Combine(folder.FullName, "profile")}", $"--window-size={width},900", "--dump-dom", address,
        ];

        // Disable the browser's sandbox: it can't start if the browser runs as root in a container, and our own page does not need it.
        foreach (string argument in OperatingSystem.IsLinux() ? arguments.Prepend("--no-sandbox") : arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    /// <summary>Returns whether a browser can show an empty page.</summary>
    private static bool CanStart(string browser)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("plannr-browser-");
        try
        {
            using Process process = Start(browser, folder, "about:blank", 800);
            _ = process.StandardError.ReadToEndAsync();
            Task<string> document = process.StandardOutput.ReadToEndAsync();
            bool hasEnded = document.Wait(Longest);
            process.Kill(entireProcessTree: true);
            return hasEnded && document.Result.Contains("<html", StringComparison.OrdinalIgnoreCase);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
        finally
        {
            Remove(folder);
        }
    }

    private static IEnumerable<string> Candidates()
    {
        string? given = Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrEmpty(given))
        {
            return [given];
        }

        string[] programs = [Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86)];
        return (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(System.IO.Path.PathSeparator)
            .Concat(programs.Where(folder => folder.Length > 0).SelectMany(folder =>
                new[] { System.IO.Path.Combine(folder, "Google", "Chrome", "Application"), System.IO.Path.Combine(folder, "Microsoft", "Edge", "Application") }))
            .Where(folder => folder.Length > 0)
            .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, name)))
            .Append("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    }

    /// <summary>Removes the temporary folder. Ignores errors, because browser processes may still be using its files.</summary>
    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
        }
        catch (UnauthorizedAccessException)
        {
        }
    }
}
