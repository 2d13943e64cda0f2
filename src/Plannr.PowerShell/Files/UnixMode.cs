using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Plannr.PowerShell.Files;

/// <summary>
/// Who may read and write a file, where the system says so by a mode. PowerShell on such a system runs on a .NET that knows modes; .NET Standard 2.0
/// does not.
/// </summary>
internal static class UnixMode
{
    private const int ReadAndWriteByOwner = 0x180;

    /// <summary>BindingFlags.DoNotWrapExceptions.</summary>
    private const BindingFlags Unwrapped = (BindingFlags)0x02000000;

    private static readonly MethodInfo? GetMode = Method("GetUnixFileMode", typeof(string));
    private static readonly MethodInfo? SetMode = Method("SetUnixFileMode", typeof(string), GetMode?.ReturnType);
    private static readonly Type? Options = typeof(File).Assembly.GetType("System.IO.FileStreamOptions");

    /// <summary>The mode of a file that is there; null where the system has none.</summary>
    public static object? Of(string path) => GetMode?.Invoke(null, Unwrapped, null, [path], null);

    /// <summary>Makes a new file with the mode of another. It is never open to more than that, however short the time.</summary>
    public static FileStream Create(string path, object mode)
    {
        object options = Activator.CreateInstance(Options!)!;
        Set(options, "Mode", FileMode.CreateNew);
        Set(options, "Access", FileAccess.Write);
        Set(options, "Share", FileShare.None);
        Set(options, "UnixCreateMode", Enum.ToObject(GetMode!.ReturnType, ReadAndWriteByOwner));
        var stream = (FileStream)Method("Open", typeof(string), Options)!.Invoke(null, Unwrapped, null, [path, options], null)!;

        // Now, and not above, since the system takes away from a mode that a file is made with what the user's umask has.
        SetMode!.Invoke(null, Unwrapped, null, [path, mode], null);
        return stream;
    }

    private static MethodInfo? Method(string name, params Type?[] parameters) =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) || parameters.Contains(null) ? null : typeof(File).GetMethod(name, parameters!);

    private static void Set(object options, string name, object value) => Options!.GetProperty(name)!.SetValue(options, value);
}
