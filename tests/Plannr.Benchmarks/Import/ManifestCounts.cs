using System.Collections;
using System.Management.Automation.Language;

namespace Plannr.Benchmarks.Import;

/// <summary>The number of cmdlets and the number of format files in a manifest.</summary>
internal sealed record ManifestCounts(int Cmdlets, int FormatFiles)
{
    public static ManifestCounts Read(string manifest)
    {
        ScriptBlockAst script = Parser.ParseFile(manifest, out _, out _);
        var values = (Hashtable)((HashtableAst)script.Find(ast => ast is HashtableAst, searchNestedScriptBlocks: false)!).SafeGetValue();
        return new ManifestCounts(((object[])values["CmdletsToExport"]!).Length, ((object[])values["FormatsToProcess"]!).Length);
    }
}
