namespace Plannr.PowerShell.Tests.Architecture;

public class ModelShapeTests
{
    public static TheoryData<Type> Models =>
        [.. StagedModule.Contract.GetExportedTypes().Where(type => typeof(PlannrResource).IsAssignableFrom(type) && !type.IsAbstract)];

    public static TheoryData<Type> VisibleTypes =>
        [.. StagedModule.Contract.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && !typeof(Exception).IsAssignableFrom(type))];

    [Fact]
    public void Contract_assembly_contains_models() => Assert.Contains(typeof(AutomationExecution), Models.Select<object[], object>(row => row[0]));

    [Theory]
    [MemberData(nameof(Models))]
    public void Properties_have_no_public_setter(Type model)
    {
        IEnumerable<string> writable = model.GetProperties().Where(property => property.SetMethod is { IsPublic: true }).Select(property => property.Name);

        Assert.NotEmpty(model.GetProperties());
        Assert.Empty(writable);
        Assert.Empty(model.GetFields());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Lists_and_dictionaries_have_types_that_convert_to_readable_text(Type model)
    {
        IEnumerable<Type> collections = model.GetProperties()
            .Select(property => property.PropertyType)
            .Where(type => type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type));

        Assert.All(collections, type => Assert.Contains(type.GetGenericTypeDefinition(), (Type[])[typeof(ResourceList<>), typeof(ResourceMap<>)]));
    }

    [Theory]
    [MemberData(nameof(VisibleTypes))]
    public void Public_class_overrides_ToString(Type type)
    {
        MethodInfo toText = type.GetMethod(nameof(ToString), [])!;

        Assert.Equal(StagedModule.Contract, toText.DeclaringType!.Assembly);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Empty_object_converts_to_an_empty_string(Type model) =>
        Assert.Equal(string.Empty, Activator.CreateInstance(model)!.ToString());

    [Theory]
    [MemberData(nameof(Models))]
    public void Properties_of_an_empty_object_convert_to_text_without_type_names(Type model)
    {
        object empty = Activator.CreateInstance(model)!;

        Assert.All(model.GetProperties(), property =>
        {
            string text = property.GetValue(empty)?.ToString() ?? string.Empty;
            Assert.DoesNotContain("Plannr.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Lists_and_dictionaries_convert_to_text_with_their_content()
    {
        var names = new ResourceList<string>(["firm", "network"]);
        var map = new ResourceMap<ResourceList<string>>(new Dictionary<string, ResourceList<string>> { ["firm:read"] = names });

        Assert.Equal("firm; network", names.ToString());
        Assert.Equal("firm:read=firm; network", map.ToString());
        Assert.Equal(string.Empty, new ResourceList<object?>([]).ToString());
    }
}
