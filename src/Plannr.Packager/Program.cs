namespace Plannr.Packager;

/// <summary>
/// Makes the package of the module. Arguments: what to do (<c>layout</c>, <c>pack</c>, or <c>package</c> for both), the staged module, the
/// <c>project.assets.json</c> of src/Plannr.Client, and the folder that takes the package.
/// </summary>
public static class Program
{
    /// <summary>Returns 1 where the module can't be shipped as it is, with a line for each reason.</summary>
    public static int Main(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        if (args is not [("layout" or "pack" or "package") and string task, string staged, string assets, string output])
        {
            Console.Error.WriteLine("Usage: Plannr.Packager layout|pack|package <staged module> <project.assets.json> <output folder>");
            return 2;
        }

        try
        {
            using var packages = new RestoredPackages(assets);
            var package = new ModulePackage(Path.GetFullPath(output), packages);
            if (task != "pack")
            {
                IReadOnlyList<string> leftovers = BuildLeftovers.In(staged);
                if (leftovers.Count > 0)
                {
                    return Refuse(leftovers);
                }

                Console.WriteLine(package.LayOut(staged));
            }

            if (task != "layout")
            {
                Console.WriteLine(package.Pack());
            }

            return 0;
        }
        catch (PackagingException exception)
        {
            return Refuse([exception.Message]);
        }
    }

    private static int Refuse(IEnumerable<string> reasons)
    {
        reasons.ToList().ForEach(reason => Console.Error.WriteLine($"Plannr.Packager : error PLANNRPACK : {reason}"));
        return 1;
    }
}
