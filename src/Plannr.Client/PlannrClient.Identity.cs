namespace Plannr.Client;

internal sealed partial class PlannrClient
{
    public Guid? AccountUuid => Volatile.Read(ref _account).Uuid;

    public IPlannrClient KeepAccount() => new PlannrClient(_core, Volatile.Read(ref _account), ownsCore: false);

    public void SwitchAccount(Guid? accountUuid) => Volatile.Write(ref _account, new AccountChoice(accountUuid));

    /// <summary>
    /// Whether logins come in pages is not documented. Where the first says that another follows they are all read: of accounts that were not seen none
    /// could be told to be the only one.
    /// </summary>
    public async Task<LoginList> GetLoginsAsync(IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        LoginList? first = null;
        var source = new ListSource<Login>(Transport, BaseUri, IdentityShapes.Login.ReadItem, KeyOf)
        {
            MayGoOnUntold = false,
            Around = body => first ??= IdentityShapes.ReadLogins(body),
        };
        using var pages = new PageReader<Login>(source, new PageAddress("api/v1/logins", []), observer);
        var logins = new List<Login>();
        while (await pages.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            logins.AddRange(page);
        }

        LoginList list = first ?? new LoginList();
        list.Logins = new ResourceList<Login>(logins.ToArray());
        return list;
    }

    public async Task<bool> CheckAsync(IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        // Only the user's UUID is read. A login has it in the same place.
        await Transport.GetOneAsync("api/v1/me", null, IdentityShapes.Login, user => user.Uuid, observer, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>A login that comes twice is the same in both, or it may stand for two accounts.</summary>
    private static Guid? KeyOf(Login login) =>
        login.Uuid is { } uuid ? Fingerprint.Of([.. uuid.ToByteArray(), .. (login.AccountUuid ?? Guid.Empty).ToByteArray()]) : null;

    /// <summary>A reference is swapped as a whole; a nullable UUID could be read half old, half new.</summary>
    private sealed record AccountChoice(Guid? Uuid);
}
