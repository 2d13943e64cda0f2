namespace Plannr.Client.Tests.Reports.InBrowser;

/// <summary>A test that needs a browser and is skipped if there is none.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Browser.Path is null)
        {
            Skip = $"Found no Chromium, Chrome or Edge that can start. Set {Browser.Variable} to the path of one.";
        }
    }
}
