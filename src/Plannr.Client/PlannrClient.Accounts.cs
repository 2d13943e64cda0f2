using System;
using System.Threading;
using System.Threading.Tasks;
using Plannr.Client.Resources;

namespace Plannr.Client;

internal sealed partial class PlannrClient
{
    public Task<Account> GetAccountAsync(Guid uuid, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        _transport.GetOneAsync($"api/v1/account/{uuid}", AccountShapes.Account, observer, cancellationToken);
}
