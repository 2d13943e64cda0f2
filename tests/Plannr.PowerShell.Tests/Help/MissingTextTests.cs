using Plannr.Build.Help;

namespace Plannr.PowerShell.Tests.Help;

/// <summary>What makes the build fail.</summary>
public sealed class MissingTextTests
{
    private static readonly ExampleHelp Example = new("Title", "Get-One | Get-Other", ["Explanation."], Runs: true, Reason: string.Empty);

    private static readonly ParameterHelp Parameter = new()
    {
        Name = "Name",
        Text = "The name.",
        Type = "String",
        Aliases = [],
        Values = [],
        Default = "None",
        IsRequired = false,
        Position = "named",
        PipelineInput = "False",
        TakesWildcards = false,
    };

    private static readonly CmdletHelp Whole = new()
    {
        Name = "Get-One",
        Feature = "Ones",
        TypeName = "Some.GetOneCommand",
        Synopsis = "Gets one.",
        Description = ["Gets one. And says so.", "Calls no endpoint."],
        Parameters = [Parameter],
        Syntax = [],
        Inputs = [],
        Outputs = [new TypeHelp("String", "A text.")],
        Examples = [Example, Example, Example],
        OnlineUri = "https://example.invalid/",
    };

    [Fact]
    public void Whole_help_lacks_nothing() => Assert.Empty(MissingTexts.In(Whole));

    [Fact]
    public void A_missing_synopsis_is_found() => AssertFound(Whole with { Synopsis = string.Empty }, "Some.GetOneCommand: no <summary>");

    [Fact]
    public void A_missing_description_is_found() => AssertFound(Whole with { Description = ["Gets one."] }, "Some.GetOneCommand: no description");

    [Fact]
    public void A_missing_endpoint_is_found() => AssertFound(Whole with { Description = ["Gets one. And says so."] }, "Some.GetOneCommand: nothing says which endpoint it calls");

    [Fact]
    public void A_missing_text_of_a_parameter_is_found() =>
        AssertFound(Whole with { Parameters = [Parameter with { Text = string.Empty }] }, "Some.GetOneCommand.Name: no <summary>");

    [Fact]
    public void A_missing_text_of_what_comes_out_is_found() =>
        AssertFound(Whole with { Outputs = [new TypeHelp("Some.Type", string.Empty)] }, "Some.GetOneCommand: nothing says what Some.Type is");

    [Fact]
    public void Two_examples_are_too_few() => AssertFound(Whole with { Examples = [Example, Example] }, "Some.GetOneCommand: 2 examples");

    [Fact]
    public void A_missing_pipeline_is_found()
    {
        ExampleHelp alone = Example with { Code = "Get-One" };
        AssertFound(Whole with { Examples = [alone, alone, alone] }, "Some.GetOneCommand: no example with a pipeline");
    }

    [Fact]
    public void An_example_that_is_not_run_says_why() =>
        AssertFound(Whole with { Examples = [Example, Example, Example with { Runs = false }] }, "Some.GetOneCommand: the example 'Title' is not run");

    [Fact]
    public void An_example_without_an_explanation_is_found() =>
        AssertFound(Whole with { Examples = [Example, Example, Example with { Remarks = [] }] }, "Some.GetOneCommand: the example 'Title' lacks");

    private static void AssertFound(CmdletHelp help, string start) => Assert.StartsWith(start, MissingTexts.In(help).Single(), System.StringComparison.Ordinal);
}
