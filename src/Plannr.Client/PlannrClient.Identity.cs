using System;
using System.Threading;
using System.Threading.Tasks;
using Plannr.Client.Resources;

namespace Plannr.Client;

internal sealed partial class PlannrClient
{
    public Guid? AccountUuid => Volatile.Read(ref _account).Uuid;

    public void SwitchAccount(Guid? accountUuid) => Volatile.Write(ref _account, new AccountChoice(accountUuid));

    public Task<LoginList> GetLoginsAsync(IPlannrObserver? observer, CancellationToken cancellationToken) =>
        _transport.GetAsync("api/v1/logins", IdentityShapes.ReadLogins, observer, cancellationToken);

    public async Task<bool> CheckAsync(IPlannrObserver? observer, CancellationToken cancellationToken)
    {
        await _transport.GetAsync("api/v1/me", IdentityShapes.ReadUser, observer, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>A reference is swapped as a whole; a nullable UUID could be read half old, half new.</summary>
    private sealed record AccountChoice(Guid? Uuid);
}
