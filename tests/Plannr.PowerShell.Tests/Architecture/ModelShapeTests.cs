namespace Plannr.PowerShell.Tests.Architecture;

public class ModelShapeTests
{
    public static TheoryData<Type> Models =>
        [.. StagedModule.Contract.GetExportedTypes().Where(type => typeof(PlannrResource).IsAssignableFrom(type) && !type.IsAbstract)];

    public static TheoryData<Type> ShownTypes =>
        [.. StagedModule.Contract.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && !typeof(Exception).IsAssignableFrom(type))];

    [Fact]
    public void The_models_are_found() => Assert.Contains(typeof(AutomationExecution), Models.Select<object[], object>(row => row[0]));

    [Theory]
    [MemberData(nameof(Models))]
    public void Each_property_can_only_be_read_from_outside(Type model)
    {
        IEnumerable<string> writable = model.GetProperties().Where(property => property.SetMethod is { IsPublic: true }).Select(property => property.Name);

        Assert.NotEmpty(model.GetProperties());
        Assert.Empty(writable);
        Assert.Empty(model.GetFields());
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Each_list_or_dictionary_of_a_model_is_of_a_type_that_reads_well(Type model)
    {
        IEnumerable<Type> collections = model.GetProperties()
            .Select(property => property.PropertyType)
            .Where(type => type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type));

        Assert.All(collections, type => Assert.Contains(type.GetGenericTypeDefinition(), (Type[])[typeof(ResourceList<>), typeof(ResourceMap<>)]));
    }

    [Theory]
    [MemberData(nameof(ShownTypes))]
    public void Each_type_that_a_user_sees_says_what_it_is_in_words(Type type)
    {
        MethodInfo toText = type.GetMethod(nameof(ToString), [])!;

        Assert.Equal(StagedModule.Contract, toText.DeclaringType!.Assembly);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void An_object_of_which_nothing_is_known_shows_no_type_name(Type model) =>
        Assert.Equal(string.Empty, Activator.CreateInstance(model)!.ToString());

    [Theory]
    [MemberData(nameof(Models))]
    public void No_property_of_an_empty_object_shows_a_type_name(Type model)
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
    public void Lists_and_dictionaries_show_their_content()
    {
        var names = new ResourceList<string>(["firm", "network"]);
        var map = new ResourceMap<ResourceList<string>>(new Dictionary<string, ResourceList<string>> { ["firm:read"] = names });

        Assert.Equal("firm; network", names.ToString());
        Assert.Equal("firm:read=firm; network", map.ToString());
        Assert.Equal(string.Empty, new ResourceList<object?>([]).ToString());
    }
}
