using System.Collections;
using System.Collections.Specialized;
using System.Runtime.Loader;
using Plannr.Build.Package;

namespace Plannr.Build.Help;

/// <summary>Reads the help for the cmdlets from their assembly and its XML documentation.</summary>
internal static class CmdletReader
{
    private const string AllSets = ParameterAttribute.AllParameterSets;

    /// <summary>The descriptions of output types that are not documented in this repository.</summary>
    private static readonly Dictionary<Type, string> DotNetTexts = new()
    {
        [typeof(void)] = "Nothing.",
        [typeof(bool)] = "True if the test succeeds; otherwise, false.",
        [typeof(string)] = "The response as text.",
        [typeof(FileInfo)] = "The file that was written.",
        [typeof(PSObject)] = "The response as an object with the API's own property names.",
        [typeof(OrderedDictionary)] = "The response as an ordered dictionary with case-sensitive keys.",
        [typeof(object)] = "The response.",
    };

    /// <summary>Reads the cmdlets of a built assembly, sorted by name.</summary>
    public static IReadOnlyList<CmdletHelp> Read(string assemblyPath, string manifestPath)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(assemblyPath))!;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        return Read(AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(assemblyPath)), assemblyPath, manifestPath);
    }

    /// <summary>Reads the cmdlets of a loaded assembly. The XML documentation is in the same folder as <paramref name="assemblyPath"/>.</summary>
    public static IReadOnlyList<CmdletHelp> Read(Assembly assembly, string assemblyPath, string manifestPath)
    {
        string contract = Path.Combine(Path.GetDirectoryName(assemblyPath)!, "Plannr.xml");
        var texts = new XmlTexts(new[] { Path.ChangeExtension(assemblyPath, ".xml"), contract }.Select(path => XDocument.Load(path, LoadOptions.PreserveWhitespace)));
        var pages = new Uri(new ModuleManifest(manifestPath).ProjectUri + "/blob/main/docs/cmdlets/");
        return [.. assembly.GetExportedTypes()
            .Where(type => type.GetCustomAttribute<CmdletAttribute>() is not null && !type.IsAbstract)
            .Select(type => Read(type, texts, pages))
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];
    }

    private static CmdletHelp Read(Type type, XmlTexts texts, Uri pages)
    {
        CmdletAttribute cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        string name = $"{cmdlet.VerbName}-{cmdlet.NounName}";
        string summary = texts.SummaryOf(type);
        using var instance = (IDisposable)Activator.CreateInstance(type)!;
        Declared[] declared = [.. Properties(type).Select(property => Declared.From(property, texts.SummaryOf(property), property.GetValue(instance))), .. EngineParameters(cmdlet)];
        string[] sets = [.. declared.SelectMany(parameter => parameter.Sets.Keys).Append(cmdlet.DefaultParameterSetName ?? AllSets).Where(set => set != AllSets).Distinct()];
        return new CmdletHelp
        {
            Name = name,
            Feature = type.Namespace!.Split('.')[^1],
            TypeName = type.FullName!,
            Synopsis = XmlTexts.FirstSentence(summary),
            Description = [.. new[] { summary }.Concat(texts.RemarksOf(type)).Where(text => text.Length > 0)],
            Parameters = [.. declared.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => parameter.Overall())],
            Syntax = [.. (sets.Length == 0 ? [AllSets] : sets)
                .OrderByDescending(set => set == cmdlet.DefaultParameterSetName)
                .Select(set => new SyntaxHelp(set, sets.Length < 2 || set == cmdlet.DefaultParameterSetName, InSet(declared, set)))],
            Inputs = [.. declared.Where(parameter => parameter.IsPiped).GroupBy(parameter => parameter.ItemType).Select(same =>
                new TypeHelp(same.Key.FullName!, string.Join(' ', same.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameter => parameter.PipedText).Append(texts.SummaryOf(same.Key))).TrimEnd()))],
            Outputs = [.. type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type).Select(output => output.Type).Distinct().Select(output =>
                new TypeHelp(output == typeof(void) ? "None" : output.FullName!, DotNetTexts.GetValueOrDefault(output) ?? XmlTexts.FirstSentence(texts.SummaryOf(output))))],
            Examples = texts.ExamplesOf(type),
            OnlineUri = new Uri(pages, name + ".md").AbsoluteUri,
        };
    }

    private static ParameterHelp[] InSet(Declared[] declared, string set) =>
        [.. declared
            .Select(parameter => parameter.In(set))
            .OfType<ParameterHelp>()
            .OrderBy(parameter => parameter.Position == "named" ? int.MaxValue : int.Parse(parameter.Position, CultureInfo.InvariantCulture))
            .ThenByDescending(parameter => parameter.IsRequired)];

    /// <summary>Returns the class's own parameters, then those of its base classes; within a class, in source order.</summary>
    private static IEnumerable<PropertyInfo> Properties(Type type)
    {
        for (Type? level = type; level is not null && level != typeof(PSCmdlet); level = level.BaseType)
        {
            foreach (PropertyInfo property in level
                .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(property => property.GetCustomAttributes<ParameterAttribute>().Any(attribute => !attribute.DontShow))
                .OrderBy(property => property.MetadataToken))
            {
                yield return property;
            }
        }
    }

    private static IEnumerable<Declared> EngineParameters(CmdletAttribute cmdlet)
    {
        var everywhere = new Dictionary<string, ParameterAttribute> { [AllSets] = new() };
        if (cmdlet.SupportsPaging)
        {
            yield return new("IncludeTotalCount", typeof(SwitchParameter), "Returns the total number of objects, if the server reports it, and then the objects. -First and -Skip do not change the total.", null, [], everywhere);
            yield return new("Skip", typeof(ulong), "Skips this many objects at the start of the results. The default is 0.", null, [], everywhere);
            yield return new("First", typeof(ulong), "Returns at most this many objects; later pages are not requested. By default, all objects are returned.", null, [], everywhere);
        }

        if (cmdlet.SupportsShouldProcess)
        {
            yield return new("Confirm", typeof(SwitchParameter), "Prompts for confirmation before changing anything.", null, ["cf"], everywhere);
            yield return new("WhatIf", typeof(SwitchParameter), "Shows what the cmdlet would do, without doing it.", null, ["wi"], everywhere);
        }
    }

    /// <summary>A parameter as its class declares it.</summary>
    private sealed record Declared(
        string Name, Type Type, string Text, object? Value, string[] Aliases, IReadOnlyDictionary<string, ParameterAttribute> Sets, bool TakesWildcards = false)
    {
        public static Declared From(PropertyInfo property, string text, object? value) => new(
            property.Name,
            Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType,
            text,
            value,
            [.. property.GetCustomAttributes<AliasAttribute>().SelectMany(alias => alias.AliasNames)],
            property.GetCustomAttributes<ParameterAttribute>().ToDictionary(attribute => attribute.ParameterSetName),
            property.IsDefined(typeof(SupportsWildcardsAttribute)));

        public bool IsPiped => TakesObject(Sets.Values) || TakesProperty(Sets.Values);

        /// <summary>The type of a single object from the pipeline.</summary>
        public Type ItemType => Type.GetElementType() ?? Type;

        public string PipedText => $"-{Name} accepts " + Ways(
            Sets.Values,
            ItemType == typeof(string) ? "a string from the pipeline" : "an object from the pipeline",
            $"the {PipedProperty} of {(TakesObject(Sets.Values) ? "a piped object" : "an object from the pipeline")}",
            ", or ") + ".";

        private string PipedProperty => (Aliases.Length == 0 ? Name : $"{string.Join(", ", Aliases[..^1].Prepend(Name))} or {Aliases[^1]}") + " property";

        public ParameterHelp? In(string set) =>
            Sets.TryGetValue(set, out ParameterAttribute? attribute) || Sets.TryGetValue(AllSets, out attribute) ? Help([attribute]) : null;

        public ParameterHelp Overall() => Help([.. Sets.Values]);

        private ParameterHelp Help(ParameterAttribute[] attributes) => new()
        {
            Name = Name,
            Text = Text,
            Type = Type.Name,
            Aliases = Aliases,
            Values = ItemType.IsEnum ? Enum.GetNames(ItemType) : [],
            Default = DefaultText(attributes),
            IsRequired = attributes.All(attribute => attribute.Mandatory),
            Position = attributes.Min(attribute => attribute.Position) is var position && position >= 0
                ? position.ToString(CultureInfo.InvariantCulture)
                : attributes.Max(attribute => attribute.Position) is var other && other >= 0 ? other.ToString(CultureInfo.InvariantCulture) : "named",
            PipelineInput = Ways(attributes, "ByValue", "ByPropertyName", ", ") is { Length: > 0 } ways ? $"True ({ways})" : "False",
            TakesWildcards = TakesWildcards,
        };

        private string DefaultText(ParameterAttribute[] attributes) =>
            Type == typeof(SwitchParameter) ? "False"
            : attributes.All(attribute => attribute.Mandatory) ? "None"
            : Value switch
            {
                null or "" => "None",
                string text => text,
                IEnumerable values => string.Join(", ", values.Cast<object>()) is { Length: > 0 } joined ? joined : "None",
                IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
                _ => Value.ToString() ?? "None",
            };

        private static bool TakesObject(IEnumerable<ParameterAttribute> attributes) => attributes.Any(attribute => attribute.ValueFromPipeline);

        private static bool TakesProperty(IEnumerable<ParameterAttribute> attributes) => attributes.Any(attribute => attribute.ValueFromPipelineByPropertyName);

        private static string Ways(IEnumerable<ParameterAttribute> attributes, string byValue, string byName, string separator) => string.Join(
            separator,
            new[] { TakesObject(attributes) ? byValue : null, TakesProperty(attributes) ? byName : null }.OfType<string>());
    }
}
