using Plannr.Build.Help;

namespace Plannr.PowerShell.Tests.Help;

/// <summary>Tests the check that fails the build if a help text is missing.</summary>
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
    public void No_missing_text_is_reported_for_complete_help() => Assert.Empty(MissingTexts.In(Whole));

    [Fact]
    public void Missing_synopsis_is_reported() => AssertReported(Whole with { Synopsis = string.Empty }, "Some.GetOneCommand: no synopsis");

    [Fact]
    public void Missing_description_is_reported() => AssertReported(Whole with { Description = ["Gets one."] }, "Some.GetOneCommand: no description");

    [Fact]
    public void Missing_endpoint_is_reported() => AssertReported(Whole with { Description = ["Gets one. And says so."] }, "Some.GetOneCommand: the help names no endpoint");

    [Fact]
    public void Missing_parameter_text_is_reported() =>
        AssertReported(Whole with { Parameters = [Parameter with { Text = string.Empty }] }, "Some.GetOneCommand.Name: no description");

    [Fact]
    public void Missing_output_text_is_reported() =>
        AssertReported(Whole with { Outputs = [new TypeHelp("Some.Type", string.Empty)] }, "Some.GetOneCommand: no description of Some.Type");

    [Fact]
    public void Cmdlet_with_fewer_than_three_examples_is_reported() => AssertReported(Whole with { Examples = [Example, Example] }, "Some.GetOneCommand: too few examples (2)");

    [Fact]
    public void Missing_pipeline_example_is_reported()
    {
        ExampleHelp withoutPipeline = Example with { Code = "Get-One" };
        AssertReported(Whole with { Examples = [withoutPipeline, withoutPipeline, withoutPipeline] }, "Some.GetOneCommand: no example with a pipeline");
    }

    [Fact]
    public void Skipped_example_without_a_reason_is_reported() =>
        AssertReported(Whole with { Examples = [Example, Example, Example with { Runs = false }] }, "Some.GetOneCommand: the example 'Title' is not run");

    [Fact]
    public void Example_without_an_explanation_is_reported() =>
        AssertReported(Whole with { Examples = [Example, Example, Example with { Remarks = [] }] }, "Some.GetOneCommand: the example 'Title' lacks");

    private static void AssertReported(CmdletHelp help, string start) => Assert.StartsWith(start, MissingTexts.In(help).Single(), System.StringComparison.Ordinal);
}
