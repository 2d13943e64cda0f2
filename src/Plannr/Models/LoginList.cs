namespace Plannr;

/// <summary>The answer of <c>GET /api/v1/logins</c>.</summary>
public sealed class LoginList : PlannrResource
{
    /// <summary>The logins of the user. Empty, never null.</summary>
    [ApiField("data")]
    public ResourceList<Login> Logins { get; internal set; } = ResourceList<Login>.None;

    /// <summary>
    /// The account that the user chose for this integration. Where it stands is not documented: it is taken from beside the logins, else from
    /// the answer's <c>meta</c>, else from the logins where those that have one agree. Null where there is none; older integrations get none.
    /// </summary>
    public Guid? PreferredAccountUuid => StatedPreference ?? Meta?.PreferredAccountUuid ?? SharedPreference;

    [ApiField("preferred_account_uuid")]
    internal Guid? StatedPreference { get; set; }

    internal Login? Meta { get; set; }

    private Guid? SharedPreference
    {
        get
        {
            Guid?[] stated = Logins.Select(login => login.PreferredAccountUuid).Where(uuid => uuid is not null).Distinct().ToArray();
            return stated.Length == 1 ? stated[0] : null;
        }
    }

    private protected override string Describe() => Logins.ToString();
}
