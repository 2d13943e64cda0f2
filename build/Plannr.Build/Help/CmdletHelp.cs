namespace Plannr.Build.Help;

/// <summary>All that the help of a cmdlet says.</summary>
internal sealed record CmdletHelp
{
    /// <summary>The name of the cmdlet.</summary>
    public required string Name { get; init; }

    /// <summary>The feature that it belongs to: the last part of its namespace.</summary>
    public required string Feature { get; init; }

    /// <summary>The class, for messages.</summary>
    public required string TypeName { get; init; }

    /// <summary>The first sentence of the summary.</summary>
    public required string Synopsis { get; init; }

    /// <summary>The summary and the remarks, a paragraph each.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>The parameters in the order of their names.</summary>
    public required IReadOnlyList<ParameterHelp> Parameters { get; init; }

    /// <summary>The parameter sets, the default one first.</summary>
    public required IReadOnlyList<SyntaxHelp> Syntax { get; init; }

    /// <summary>The types of what can be piped in, each with where it goes. Empty for none.</summary>
    public required IReadOnlyList<TypeHelp> Inputs { get; init; }

    /// <summary>The types of what comes out, each with what it is.</summary>
    public required IReadOnlyList<TypeHelp> Outputs { get; init; }

    /// <summary>The examples.</summary>
    public required IReadOnlyList<ExampleHelp> Examples { get; init; }

    /// <summary>The page on the web.</summary>
    public required string OnlineUri { get; init; }
}

/// <summary>A type of what goes in or comes out.</summary>
internal sealed record TypeHelp(string Type, string Text);

/// <summary>A parameter set.</summary>
internal sealed record SyntaxHelp(string Set, bool IsDefault, IReadOnlyList<ParameterHelp> Parameters);

/// <summary>A parameter, in one set or over all.</summary>
internal sealed record ParameterHelp
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>What the parameter is.</summary>
    public required string Text { get; init; }

    /// <summary>The type as PowerShell writes it.</summary>
    public required string Type { get; init; }

    /// <summary>The other names.</summary>
    public required IReadOnlyList<string> Aliases { get; init; }

    /// <summary>The values of an enumeration.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The value without the parameter.</summary>
    public required string Default { get; init; }

    /// <summary>Whether it has to be given.</summary>
    public required bool IsRequired { get; init; }

    /// <summary>The position, or "named".</summary>
    public required string Position { get; init; }

    /// <summary>How it takes input from the pipeline.</summary>
    public required string PipelineInput { get; init; }

    /// <summary>Whether wildcards are possible.</summary>
    public required bool TakesWildcards { get; init; }

    /// <summary>Whether it is a switch.</summary>
    public bool IsSwitch => Type == "SwitchParameter";
}

/// <summary>An example. One that can't be run against the demo says why.</summary>
internal sealed record ExampleHelp(string Title, string Code, IReadOnlyList<string> Remarks, bool Runs, string Reason);
