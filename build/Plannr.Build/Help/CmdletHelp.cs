namespace Plannr.Build.Help;

/// <summary>The help for a cmdlet.</summary>
internal sealed record CmdletHelp
{
    public required string Name { get; init; }

    /// <summary>The feature, which is the last part of the namespace.</summary>
    public required string Feature { get; init; }

    public required string TypeName { get; init; }

    /// <summary>The first sentence of the summary.</summary>
    public required string Synopsis { get; init; }

    /// <summary>The paragraphs of the summary and the remarks.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The parameters, sorted by name.</summary>
    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    /// <summary>The parameter sets, with the default first.</summary>
    public required IReadOnlyList<SyntaxHelp> Syntax { get; init; }

    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    public required string OnlineUri { get; init; }
}

/// <summary>An input or output type.</summary>
internal sealed record TypeHelp(string Type, string Text);

/// <summary>A parameter set.</summary>
internal sealed record SyntaxHelp(string Set, bool IsDefault, IReadOnlyList<ParameterHelp> Parameters);

/// <summary>The help for a parameter, in one parameter set or in all of them combined.</summary>
internal sealed record ParameterHelp
{
    public required string Name { get; init; }

    public required string Text { get; init; }

    public required string Type { get; init; }

    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The allowed values, if the type is an enumeration.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    public required string Default { get; init; }

    public required bool IsRequired { get; init; }

    /// <summary>The position as a number, or "named".</summary>
    public required string Position { get; init; }

    public required string PipelineInput { get; init; }

    public required bool TakesWildcards { get; init; }

    public bool IsSwitch => Type == nameof(SwitchParameter);
}

/// <summary>An example. If it can't be run against the demo, Reason says why.</summary>
internal sealed record ExampleHelp(string Title, string Code, IReadOnlyList<string> Remarks, bool Runs, string Reason);
