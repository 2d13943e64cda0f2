using Plannr.Build.Help;
using Plannr.Build.Package;

namespace Plannr.Build;

/// <summary>The entry point of the build tool: generates the help and the views in each build and, for a release, creates the package in two steps.</summary>
internal static class Program
{
    private const string Usage =
        """
        Usage: Plannr.Build help <assembly> <manifest> <help file> <folder of pages> <folder of views> <view file>
               Plannr.Build layout <staged module> <project.assets.json> <output folder>
               Plannr.Build pack <project.assets.json> <output folder>
        """;

    /// <summary>Runs a step. If it fails, returns 1 and writes each reason on a separate line, which MSBuild shows as an error.</summary>
    public static int Main(string[] args)
    {
        try
        {
            switch (args)
            {
                case ["help", string assembly, string manifest, string helpFile, string pages, string viewFolder, string viewFile]:
                    ViewFile.Write(viewFolder, Path.Combine(Path.GetDirectoryName(assembly)!, "Plannr.dll"), viewFile);
                    HelpFiles.Write(CmdletReader.Read(assembly, manifest), manifest, helpFile, pages);
                    return 0;
                case ["layout", string staged, string assets, string output]:
                    BuildLeftovers.Refuse(staged);
                    Console.WriteLine(new ModulePackage(output, new RestoredPackages(assets)).LayOut(staged));
                    return 0;
                case ["pack", string assets, string output]:
                    Console.WriteLine(new ModulePackage(output, new RestoredPackages(assets)).Pack());
                    return 0;
                default:
                    Console.Error.WriteLine(Usage);
                    return 2;
            }
        }
        catch (InvalidDataException exception)
        {
            foreach (string reason in exception.Message.Split('\n'))
            {
                Console.Error.WriteLine($"Plannr.Build : error PLANNR : {reason}");
            }

            return 1;
        }
    }
}
