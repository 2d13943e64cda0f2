using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Plannr.Client.Authentication;

/// <summary>Where the token of a connection comes from.</summary>
internal interface ITokenSource : IDisposable
{
    /// <summary>The token to send now.</summary>
    ValueTask<string> GetTokenAsync(CancellationToken cancellationToken);

    /// <summary>All that must never be seen, so that it can be taken out of texts.</summary>
    IEnumerable<string> RevealSecrets();
}
