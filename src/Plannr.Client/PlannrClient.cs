using System;
using System.Net.Http;
using System.Threading;
using Microsoft.Extensions.DependencyInjection;
using Plannr.Client.Authentication;
using Plannr.Client.Automations;
using Plannr.Client.Http;
using Plannr.Client.Limits;
using Plannr.Client.Requests;

namespace Plannr.Client;

/// <summary>The API over one connection: one address, one credential, one account, one HTTP client.</summary>
internal sealed partial class PlannrClient : IPlannrClient
{
    /// <summary>A page in the place of data is mostly a proxy's and stays; cut-off data is mostly whole the next time.</summary>
    private const int MostRepeatsOfBadAnswers = 2;

    private readonly ITokenSource _tokens;
    private readonly TimeProvider _time;
    private readonly Uri _baseUri;
    private readonly RateLimiter _limiter;
    private readonly ConnectionCounters _counters = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly ServiceProvider _services;
    private readonly HttpClient _http;
    private readonly ApiTransport _transport;

    private readonly ExecutionLists _lists;
    private readonly BulkReader _bulk;
    private readonly AnswerReader _answers;
    private readonly Downloader _downloader;
    private AccountChoice _account;

    public PlannrClient(PlannrClientOptions options, ITokenSource tokens, TimeProvider time)
    {
        _tokens = tokens;
        _account = new AccountChoice(options.AccountUuid);
        var redaction = new Redaction(tokens.RevealSecrets);
        _time = time;
        _baseUri = options.BaseUri;
        _limiter = new RateLimiter(time, options.MaximumRetryDelay);
        var delay = new RetryDelay(options, _counters, _limiter, time, _closing.Token);
        _services = ConnectionServices.Build(options, () => AccountUuid, tokens, _limiter, _counters, delay, redaction, time);
        _http = ConnectionServices.CreateClient(_services);
        _transport = new ApiTransport(_http, new ErrorMapper(options, time, redaction), Math.Min(options.MaximumRetryCount, MostRepeatsOfBadAnswers), delay);
        _lists = new ExecutionLists(_transport, options.BaseUri);
        _answers = new AnswerReader(_transport.Errors, redaction);
        _downloader = new Downloader(_transport, _answers, options, delay, time);
        _bulk = new BulkReader(_lists, GetAutomationExecutionAsync);
    }

    public PlannrStatistics Statistics => new(_limiter.Limit, _limiter.Remaining, _limiter.Hold, _counters.Sent, _counters.Retries);

    public void Dispose()
    {
        _closing.Cancel();
        _http.Dispose();
        _services.Dispose();
        _tokens.Dispose();
    }
}
