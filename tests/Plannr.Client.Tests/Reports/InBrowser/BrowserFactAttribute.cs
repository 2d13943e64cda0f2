namespace Plannr.Client.Tests.Reports.InBrowser;

/// <summary>A test that needs a browser. Where there is none it is skipped, which the run says.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Path is null)
        {
            Skip = $"No Chromium, Chrome or Edge was found that can start. {Browser.Variable} can give the path of one.";
        }
    }
}
