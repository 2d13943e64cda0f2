namespace Plannr.PowerShell.Connections;

/// <summary>Which connection a login was got over: its account is of use there, and mostly nowhere else.</summary>
internal static class LoginSources
{
    private static readonly ConditionalWeakTable<Login, PlannrConnection> Sources = new();

    public static void Note(Login login, PlannrConnection connection) => Sources.Add(login, connection);

    /// <summary>Null where the login was not got with <c>Get-PlannrLogin</c>.</summary>
    public static PlannrConnection? Of(Login login) => Sources.TryGetValue(login, out PlannrConnection? connection) ? connection : null;
}
