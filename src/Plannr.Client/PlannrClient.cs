using System;
using System.Net.Http;
using Microsoft.Extensions.DependencyInjection;
using Plannr.Client.Authentication;
using Plannr.Client.Http;

namespace Plannr.Client;

/// <summary>The API over one connection: one address, one credential, one account, one HTTP client.</summary>
internal sealed partial class PlannrClient : IPlannrClient
{
    private readonly ITokenSource _tokens;
    private readonly ServiceProvider _services;
    private readonly HttpClient _http;
    private readonly ApiTransport _transport;

    private AccountChoice _account;

    public PlannrClient(PlannrClientOptions options, ITokenSource tokens, TimeProvider time)
    {
        _tokens = tokens;
        _account = new AccountChoice(options.AccountUuid);
        var redaction = new Redaction(tokens.RevealSecrets);
        _services = ConnectionServices.Build(options, () => AccountUuid, tokens, redaction, time);
        _http = ConnectionServices.CreateClient(_services);
        _transport = new ApiTransport(_http, new ErrorMapper(options, time, redaction));
    }

    public void Dispose()
    {
        _http.Dispose();
        _services.Dispose();
        _tokens.Dispose();
    }
}
