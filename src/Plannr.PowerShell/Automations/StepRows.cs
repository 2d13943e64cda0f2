namespace Plannr.PowerShell.Automations;

/// <summary>Converts an execution to rows, one per step.</summary>
internal static class StepRows
{
    public static IEnumerable<AutomationStepRow> Create(AutomationExecution execution)
    {
        IReadOnlyList<TimeSpan?> durations = execution.GetStepDurations();
        return execution.Steps.Select((step, i) => new AutomationStepRow
        {
            ConnectionName = execution.ConnectionName,
            ExecutionUuid = execution.Uuid,
            ExecutionName = execution.Name,
            ExecutionStatus = execution.Status,
            TriggeredBy = execution.TriggeredBy,
            AccountUuid = execution.AccountUuid,
            AccountName = execution.AccountName,
            AccountEmail = GetEmail(execution.Account),
            Position = step.Position,
            Name = step.Name,
            Status = step.Status,
            ExecutedAt = SpreadsheetTime.Create(step.ExecutedAt),
            ExecutedAtIso = step.ExecutedAt is { } time ? ReadableText.Of(time) : null,
            DurationSeconds = durations[i] is { } duration ? (long)Math.Round(duration.TotalSeconds) : null,
            HasError = step.HasError,
            Error = step.Errors.Count == 0 ? null : ReadableText.Join(step.Errors),
            Info = step.Info,
        });
    }

    /// <summary>Returns the primary email address or, if there is none, the API's plain email field, which is deprecated.</summary>
    private static string? GetEmail(Account? account) => string.IsNullOrWhiteSpace(account?.PrimaryEmail?.Value) ? account?.Email : account!.PrimaryEmail!.Value;
}

/// <summary>Formats a <see cref="DateTimeOffset"/> in UK time, so that Excel reads it as a date. Export-Csv would otherwise write it in the format of the session's culture with an offset, and Excel would read it as text.</summary>
public static class SpreadsheetTime
{
    private const string TextFormat = "yyyy-MM-dd HH:mm:ss";

    internal static object? Create(DateTimeOffset? time)
    {
        if (time is null)
        {
            return null;
        }

        var value = new PSObject(BritishTime.From(time.Value));
        value.Methods.Add(new PSCodeMethod(nameof(ToString), typeof(SpreadsheetTime).GetMethod(nameof(ToString), [typeof(PSObject), typeof(object[])])));
        return value;
    }

    /// <summary>Formats a time. PowerShell calls this instead of the time's own ToString method.</summary>
    /// <param name="time">The time.</param>
    /// <param name="arguments">Nothing, a format, a culture, or a format followed by a culture.</param>
    /// <returns>The date and time, without an offset if there are no arguments.</returns>
    public static string ToString(PSObject time, params object[] arguments)
    {
        if (time is null)
        {
            throw new ArgumentNullException(nameof(time));
        }

        var value = (DateTimeOffset)time.BaseObject;
        string? format = arguments is { Length: > 0 } ? arguments[0] as string : null;
        IFormatProvider? provider = arguments is { Length: > 0 } ? arguments[arguments.Length - 1] as IFormatProvider : null;
        return format is null && provider is null
            ? value.ToString(TextFormat, CultureInfo.InvariantCulture)
            : value.ToString(format, provider ?? CultureInfo.CurrentCulture);
    }
}
