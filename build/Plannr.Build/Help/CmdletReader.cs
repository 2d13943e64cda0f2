using System.Collections;
using System.Collections.Specialized;
using System.Runtime.Loader;
using Plannr.Build.Package;

namespace Plannr.Build.Help;

/// <summary>Puts together what the assembly and its XML documentation say about the cmdlets.</summary>
internal static class CmdletReader
{
    private const string AllSets = ParameterAttribute.AllParameterSets;

    /// <summary>What comes out that is not ours, and so has no documentation here.</summary>
    private static readonly Dictionary<Type, string> DotNetTexts = new()
    {
        [typeof(void)] = "Nothing.",
        [typeof(bool)] = "True or false: the answer to what was asked.",
        [typeof(string)] = "Text.",
        [typeof(FileInfo)] = "The file that was written.",
        [typeof(PSObject)] = "The answer as an object with the API's own names.",
        [typeof(OrderedDictionary)] = "The answer as an ordered dictionary that tells names apart by case.",
        [typeof(object)] = "The answer as it came.",
    };

    /// <summary>Reads the cmdlets of a built assembly, in the order of their names.</summary>
    public static IReadOnlyList<CmdletHelp> Read(string assemblyPath, string manifestPath)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(assemblyPath))!;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder, name.Name + ".dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        return Read(AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(assemblyPath)), assemblyPath, manifestPath);
    }

    /// <summary>Reads the cmdlets of an assembly that is loaded. The XML documentation is beside the given path.</summary>
    public static IReadOnlyList<CmdletHelp> Read(Assembly assembly, string assemblyPath, string manifestPath)
    {
        string contract = Path.Combine(Path.GetDirectoryName(assemblyPath)!, "Plannr.dll");
        var texts = new XmlTexts(new[] { assemblyPath, contract }.Select(path => XDocument.Load(Path.ChangeExtension(path, ".xml"), LoadOptions.PreserveWhitespace)));
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
        Declared[] declared = [.. Properties(type).Select(property => new Declared(property, texts.SummaryOf(property), property.GetValue(instance))), .. EnginesOwn(cmdlet)];
        string[] hidden = [.. HiddenSets(type)];
        string[] sets = [.. declared.SelectMany(parameter => parameter.Sets.Keys).Append(cmdlet.DefaultParameterSetName ?? AllSets).Where(set => set != AllSets && !hidden.Contains(set)).Distinct()];
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

    /// <summary>The sets that can't be used without a parameter that is kept from view: in the syntax they would look like others.</summary>
    private static IEnumerable<string> HiddenSets(Type type) =>
        type.GetProperties()
            .SelectMany(property => property.GetCustomAttributes<ParameterAttribute>())
            .Where(attribute => attribute is { DontShow: true, Mandatory: true })
            .Select(attribute => attribute.ParameterSetName);

    /// <summary>The class's own before those of its bases, each in the order of the source.</summary>
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

    private static IEnumerable<Declared> EnginesOwn(CmdletAttribute cmdlet)
    {
        if (cmdlet.SupportsPaging)
        {
            yield return new Declared("IncludeTotalCount", typeof(SwitchParameter), "Gives the number of all objects before the first, where the server tells it. -First and -Skip do not count in.");
            yield return new Declared("Skip", typeof(ulong), "Leaves out so many objects at the start.");
            yield return new Declared("First", typeof(ulong), "Gives so many objects at most. Pages beyond are not asked for.");
        }

        if (cmdlet.SupportsShouldProcess)
        {
            yield return new Declared("Confirm", typeof(SwitchParameter), "Asks before anything is changed.", "cf");
            yield return new Declared("WhatIf", typeof(SwitchParameter), "Says what would be done, and does nothing.", "wi");
        }
    }

    private sealed class Declared
    {
        private readonly string _text;
        private readonly Type _type;
        private readonly object? _value;
        private readonly string[] _aliases;
        private readonly bool _wildcards;

        public Declared(PropertyInfo property, string text, object? value)
        {
            (Name, _text, _type, _value) = (property.Name, text, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, value);
            _aliases = [.. property.GetCustomAttributes<AliasAttribute>().SelectMany(alias => alias.AliasNames)];
            _wildcards = property.GetCustomAttribute<SupportsWildcardsAttribute>() is not null;
            Sets = property.GetCustomAttributes<ParameterAttribute>().ToDictionary(attribute => attribute.ParameterSetName);
        }

        public Declared(string name, Type type, string text, params string[] aliases)
        {
            (Name, _text, _type, _aliases) = (name, text, type, aliases);
            Sets = new Dictionary<string, ParameterAttribute> { [AllSets] = new() };
        }

        public string Name { get; }

        public IReadOnlyDictionary<string, ParameterAttribute> Sets { get; }

        public bool IsPiped => Sets.Values.Any(attribute => attribute.ValueFromPipeline || attribute.ValueFromPipelineByPropertyName);

        /// <summary>The type of one object in the pipeline.</summary>
        public Type ItemType => _type.GetElementType() ?? _type;

        /// <summary>What of an object in the pipeline goes to the parameter.</summary>
        public string PipedText
        {
            get
            {
                string[] ways =
                [
                    .. Sets.Values.Any(attribute => attribute.ValueFromPipeline) ? ["the object itself"] : Array.Empty<string>(),
                    .. Sets.Values.Any(attribute => attribute.ValueFromPipelineByPropertyName) ? [$"its property {string.Join(" or ", _aliases.Prepend(Name))}"] : Array.Empty<string>(),
                ];
                return $"-{Name} takes {string.Join(", else ", ways)}.";
            }
        }

        public ParameterHelp? In(string set) =>
            Sets.TryGetValue(set, out ParameterAttribute? attribute) || Sets.TryGetValue(AllSets, out attribute) ? Help([attribute]) : null;

        public ParameterHelp Overall() => Help([.. Sets.Values]);

        private ParameterHelp Help(ParameterAttribute[] attributes) => new()
        {
            Name = Name,
            Text = _text,
            Type = _type.Name,
            Aliases = _aliases,
            Values = (_type.GetElementType() ?? _type) is { IsEnum: true } values ? Enum.GetNames(values) : [],
            Default = DefaultText(attributes),
            IsRequired = attributes.All(attribute => attribute.Mandatory),
            Position = attributes.Min(attribute => attribute.Position) is var position && position >= 0
                ? position.ToString(CultureInfo.InvariantCulture)
                : attributes.Max(attribute => attribute.Position) is var other && other >= 0 ? other.ToString(CultureInfo.InvariantCulture) : "named",
            PipelineInput = PipelineText(attributes),
            TakesWildcards = _wildcards,
        };

        private string DefaultText(ParameterAttribute[] attributes) =>
            _type == typeof(SwitchParameter) ? "False"
            : attributes.All(attribute => attribute.Mandatory) ? "None"
            : _value switch
            {
                null or "" => "None",
                string text => text,
                IEnumerable values => string.Join(", ", values.Cast<object>()) is { Length: > 0 } joined ? joined : "None",
                IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
                _ => _value.ToString() ?? "None",
            };

        private static string PipelineText(ParameterAttribute[] attributes)
        {
            string[] ways =
            [
                .. attributes.Any(attribute => attribute.ValueFromPipeline) ? ["ByValue"] : Array.Empty<string>(),
                .. attributes.Any(attribute => attribute.ValueFromPipelineByPropertyName) ? ["ByPropertyName"] : Array.Empty<string>(),
            ];
            return ways.Length == 0 ? "False" : $"True ({string.Join(", ", ways)})";
        }
    }
}
