using System.Reflection;

namespace Plannr.PowerShell.Shared;

/// <summary>Validates arguments. A null value or an invalid reference on the command line prevents all processing; one from the pipeline causes one error. <see cref="AllowNullAttribute"/> permits null, except in a reference to a record.</summary>
internal sealed class ArgumentCheck(PlannrCommand cmdlet)
{
    private readonly HashSet<string> _given = [.. cmdlet.MyInvocation.BoundParameters.Keys];

    /// <summary>Whether a null record on the command line prevents all processing.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Validates the command-line arguments before the cmdlet does anything.</summary>
    public void CheckCommandLine()
    {
        foreach ((object? value, PlannrException error, object? target) in FindErrors(fromPipeline: false))
        {
            if (error is PlannrMissingUuidException && value is null)
            {
                cmdlet.EmitError(error, null);
                IsRefused = true;
            }
            else
            {
                cmdlet.Fail(error, target);
            }
        }
    }

    /// <summary>Warns about a time range that is empty because its end is not after its start.</summary>
    public void WarnAboutEmptyRanges()
    {
        const string after = "After";
        foreach (string name in _given.Where(name => name.EndsWith(after, StringComparison.Ordinal)))
        {
            string end = name.Substring(0, name.Length - after.Length) + "Before";
            if (GetTime(name) is { } start && GetTime(end) is { } before && before <= start)
            {
                cmdlet.WriteWarning($"No record can match: -{end} {ReadableText.Of(before)} is not later than -{name} {ReadableText.Of(start)}.");
            }
        }
    }

    /// <summary>Returns whether the object from the pipeline can be processed. If not, writes an error.</summary>
    public bool AreValid()
    {
        bool areValid = !IsRefused;
        if (areValid && cmdlet.MyInvocation.ExpectingInput)
        {
            foreach ((_, PlannrException error, object? target) in FindErrors(fromPipeline: true))
            {
                cmdlet.EmitError(error, target);
                areValid = false;
            }
        }

        return areValid;
    }

    private DateTimeOffset? GetTime(string name) => cmdlet.MyInvocation.BoundParameters.TryGetValue(name, out object? value) ? value as DateTimeOffset? : null;

    private (object? Value, PlannrException Error, object? Target)[] FindErrors(bool fromPipeline)
    {
        (object? Value, PlannrException Error, object? Target)[] errors = [];
        foreach (KeyValuePair<string, object> argument in cmdlet.MyInvocation.BoundParameters)
        {
            if (!(fromPipeline && _given.Contains(argument.Key)) && Find(argument.Key, argument.Value) is ({ } error, var target))
            {
                errors = [.. errors, (argument.Value, error, target)];
            }
        }

        return errors;
    }

    private (PlannrException Error, object? Target)? Find(string name, object? value)
    {
        object?[] items = value as object?[] ?? [value];
        foreach (object? item in items)
        {
            switch (item)
            {
                case RecordReference { Error: { } error } reference:
                    return (error, reference.Value);
                case ConnectionReference { Error: { } error } reference:
                    return (error, reference.Value);
            }
        }

        // In an array of UUIDs, PowerShell converts a null element to an all-zero UUID.
        bool isNull = items.Contains(null) || value is Guid[] uuids && uuids.Contains(Guid.Empty);
        if (!isNull || cmdlet.GetType().GetProperty(name) is not { } parameter)
        {
            return null;
        }

        bool isReference = typeof(RecordReference).IsAssignableFrom(parameter.PropertyType.GetElementType() ?? parameter.PropertyType);
        if (!isReference && parameter.IsDefined(typeof(AllowNullAttribute)))
        {
            return null;
        }

        return isReference && parameter.GetCustomAttributes<ParameterAttribute>().Any(attribute => attribute.ValueFromPipeline)
            ? (new PlannrMissingUuidException($"There is no UUID: {(value is null ? "the value" : "one of the values")} of -{name} is $null."), null)
            : (new PlannrInvalidInputException(
                $"{(value is null ? $"The value of -{name} is" : $"One of the values of -{name} is")} $null, so nothing was done.",
                "Check the spelling of the variable, and check that the command that sets it succeeded. To use the default, omit the parameter."), null);
    }
}
