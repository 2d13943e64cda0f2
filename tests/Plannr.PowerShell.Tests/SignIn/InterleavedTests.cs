using System.Management.Automation.Runspaces;

namespace Plannr.PowerShell.Tests.SignIn;

/// <summary>Two connections, each with its own token and account, used from several runspaces at the same time.</summary>
[Collection(ModuleSession.Collection)]
public sealed class InterleavedTests : IAsyncLifetime
{
    private const int Runspaces = 4;
    private const int CallsPerRunspace = 250;

    private static readonly Guid AccountOfOne = SandboxData.OwnerAccountUuid;
    private static readonly Guid AccountOfTwo = SandboxData.AdminAccountUuid;
    // The module redacts an echoed token, so the server returns the token's name instead.
    private const string TokenOfOne = "token of one";
    private const string TokenOfTwo = "token of two";

    private static readonly string PairOfOne = $"{TokenOfOne} as {AccountOfOne}";
    private static readonly string PairOfTwo = $"{TokenOfTwo} as {AccountOfTwo}";

    private readonly List<ModuleSession> _sessions = [];
    private SignInSession _signIn = null!;

    public async Task InitializeAsync()
    {
        _signIn = await SignInSession.StartAsync();
        _signIn.Session.Set("One", ModuleSession.Secret(SandboxData.AccessToken));
        _signIn.Session.Set("Two", ModuleSession.Secret(SandboxData.SecondUserToken));
        _signIn.Connect("-AccessToken $One -BaseUri $Base -Name one");
        _signIn.Connect("-AccessToken $Two -BaseUri $Base -Name two");
        _signIn.Server.ClearRequests();
        _signIn.Server.Override = request => request.Path is "/api/v1/me" or "/api/v1/logins" ? null : EchoCaller(request);
    }

    public async Task DisposeAsync()
    {
        _sessions.ForEach(session => session.Dispose());
        await _signIn.DisposeAsync();
    }

    [Fact]
    public async Task A_thousand_interleaved_calls_never_mix_up_tokens_or_accounts_or_responses()
    {
        ScriptResult[] results = await InParallel(
            """
            foreach ($number in $Numbers) {
                $connection = if ($number % 2) { 'one' } else { 'two' }
                $execution = Get-PlannrAutomationExecution ('00000000-0000-4000-8000-{0:d12}' -f $number) -Connection $connection
                "$connection|$number|$($execution.Uuid)|$($execution.Name)"
            }
            """);

        Assert.All(results, result => result.ShouldSucceed());
        string[] responses = [.. results.SelectMany(result => result.As<string>())];
        string[] expected = [.. Numbers().Select(number => $"{(IsOfOne(number) ? "one" : "two")}|{number}|{Runs.Uuid(number)}|{PairFor(number)} for {Runs.Uuid(number)}")];
        Assert.Equal(1000, responses.Length);
        Assert.Equal(expected.Order(StringComparer.Ordinal), responses.Order(StringComparer.Ordinal));
        AssertEachRequestIsOfOneCaller();
        Assert.True(_signIn.Server.MaxConcurrency >= Runspaces, "The calls did not run in parallel.");
    }

    [Fact]
    public async Task Parallel_calls_within_parallel_cmdlets_never_mix_up_tokens_or_responses()
    {
        ScriptResult[] results = await InParallel(
            """
            $uuids = $Numbers | ForEach-Object { '00000000-0000-4000-8000-{0:d12}' -f $_ }
            $connection = if ($Numbers[0] % (2 * $Numbers.Count) -eq 1) { 'one' } else { 'two' }
            Get-PlannrAutomationExecution $uuids -Connection $connection | ForEach-Object { "$connection|$($_.Uuid)|$($_.Name)" }
            """);

        foreach ((ScriptResult result, int index) in results.Select((result, index) => (result, index)))
        {
            bool isOne = index % 2 == 0;
            Assert.Equal(
                NumbersOf(index).Select(number => $"{(isOne ? "one" : "two")}|{Runs.Uuid(number)}|{(isOne ? PairOfOne : PairOfTwo)} for {Runs.Uuid(number)}"),
                result.ShouldSucceed().As<string>());
        }

        Assert.Equal(1000, _signIn.Server.Requests.Count);
        Assert.Equal([PairOfOne, PairOfTwo], _signIn.Server.Requests.Select(PairIn).Distinct().Order(StringComparer.Ordinal));
        Assert.True(_signIn.Server.MaxConcurrency >= Runspaces, "The calls did not run in parallel.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Name office")]
    [InlineData("-Name $Own")]
    public async Task Runspaces_use_the_connections_that_they_created(string name)
    {
        ScriptResult[] results = await InParallel(
            $$"""
            Connect-Plannr -AccessToken $Token -AccountUuid $Account -BaseUri $Base {{name}}
            foreach ($number in $Numbers) { Get-PlannrAutomationExecution ('00000000-0000-4000-8000-{0:d12}' -f $number) }
            (Get-PlannrConnection | Where-Object IsDefault).AccountUuid
            Disconnect-Plannr
            """);

        Assert.All(results, result => result.ShouldSucceed());
        RecordedRequest[] calls = [.. _signIn.Server.Requests.Where(request => request.Path is not ("/api/v1/me" or "/api/v1/logins"))];
        Assert.Equal(1000, calls.Length);
        Assert.All(calls, request => Assert.Equal(IsRunspaceOfOne((NumberIn(request) - 1) / CallsPerRunspace) ? PairOfOne : PairOfTwo, PairIn(request)));
        Assert.Equal([AccountOfOne, AccountOfTwo, AccountOfOne, AccountOfTwo], results.Select(result => result.Output[^1].BaseObject));
        Assert.Equal(["one False", "two True"], Connections(_signIn.Session));
    }

    [Fact]
    public void A_connection_of_a_closed_runspace_is_usable_until_its_name_is_reused()
    {
        // Simulates a thread job, whose runspace is closed when the job ends.
        using (Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2()))
        using (var job = System.Management.Automation.PowerShell.Create(runspace))
        {
            runspace.Open();
            job.AddScript("param($manifest, $token, $base) Import-Module $manifest; Connect-Plannr -AccessToken $token -BaseUri $base -Name job -SkipAccountResolution");
            job.AddArgument(StagedModule.Manifest).AddArgument(ModuleSession.Secret(SandboxData.SecondUserToken)).AddArgument(_signIn.Server.BaseUri).Invoke();
            Assert.Empty(job.Streams.Error);
        }

        _signIn.Session.Run("$of = Get-PlannrConnection job").ShouldSucceed();
        Assert.Equal(["one False", "two True", "job False"], Connections(_signIn.Session));

        _signIn.Session.Run("Connect-Plannr -AccessToken $One -BaseUri $Base -Name job -SkipAccountResolution").ShouldSucceed();

        Assert.Contains(
            "'job' was closed",
            _signIn.Session.Run($"Get-PlannrAutomationExecution {Runs.Uuid(1)} -Connection $of").ShouldTerminate().Exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runspaces_without_a_connection_use_the_only_one_in_the_process()
    {
        _signIn.Session.Run("Disconnect-Plannr one").ShouldSucceed();

        ScriptResult[] results = await InParallel("$Numbers | ForEach-Object { '00000000-0000-4000-8000-{0:d12}' -f $_ } | Get-PlannrAutomationExecution");

        Assert.Equal(1000, results.Sum(result => result.ShouldSucceed().Output.Count));
        Assert.Equal([PairOfTwo], _signIn.Server.Requests.Select(PairIn).Distinct());
    }

    [Fact]
    public async Task Switching_the_account_does_not_affect_a_pending_request_or_another_connection()
    {
        var release = new TaskCompletionSource();
        _signIn.Server.Faults.Add(Fault.Delay(release.Task));
        using RunningScript running = _signIn.Session.Start($"Get-PlannrAutomationExecution {Runs.Uuid(1)} -Connection one");
        await _signIn.Server.WaitForRequestAsync(1).OrFail();
        ModuleSession other = Session();

        other.Run($"Switch-PlannrAccount {SandboxData.MemberAccountUuid} -Connection (Get-PlannrConnection one)").ShouldSucceed();
        release.SetResult();
        await running.EndAsync();
        _signIn.Server.Faults.Clear();
        other.Run($"Get-PlannrAutomationExecution {Runs.Uuid(2)} -Connection one; Get-PlannrAutomationExecution {Runs.Uuid(3)} -Connection two").ShouldSucceed();

        Assert.Equal(
            [PairOfOne, $"{TokenOfOne} as {SandboxData.MemberAccountUuid}", PairOfTwo],
            _signIn.Server.Requests.Select(PairIn));
    }

    [Fact]
    public async Task The_account_of_another_connection_is_never_sent_during_repeated_switching()
    {
        ModuleSession switching = Session();
        Task<ScriptResult> switches = Task.Run(() => switching.Run(
            $"$one = Get-PlannrConnection one; foreach ($i in 1..200) {{ Switch-PlannrAccount {SandboxData.MemberAccountUuid} -Connection $one; Switch-PlannrAccount {AccountOfOne} -Connection $one }}"));

        ScriptResult[] results = await InParallel(
            """
            foreach ($number in $Numbers) {
                $null = Get-PlannrAutomationExecution ('00000000-0000-4000-8000-{0:d12}' -f $number) -Connection ($(if ($number % 2) { 'one' } else { 'two' }))
            }
            """);

        (await switches.OrFail()).ShouldSucceed();
        Assert.All(results, result => result.ShouldSucceed());
        string[] allowed = [PairOfOne, PairOfTwo, $"{TokenOfOne} as {SandboxData.MemberAccountUuid}"];
        Assert.All(_signIn.Server.Requests, request => Assert.Contains(PairIn(request), allowed));
        Assert.All(_signIn.Server.Requests.Where(request => !IsOfOne(NumberIn(request))), request => Assert.Equal(PairOfTwo, PairIn(request)));
    }

    private static IEnumerable<int> Numbers() => Enumerable.Range(1, Runspaces * CallsPerRunspace);

    private static int[] NumbersOf(int runspace) => [.. Numbers().Skip(runspace * CallsPerRunspace).Take(CallsPerRunspace)];

    private static bool IsOfOne(int number) => number % 2 == 1;

    private static bool IsRunspaceOfOne(int runspace) => runspace % 2 == 0;

    private static string PairFor(int number) => IsOfOne(number) ? PairOfOne : PairOfTwo;

    private static string PairIn(RecordedRequest request) => $"{TokenIn(request)} as {request.Header("X-PLANNR-ACCOUNT-UUID")}";

    private static string? TokenIn(RecordedRequest request) => request.Header("Authorization") switch
    {
        $"Bearer {SandboxData.AccessToken}" => TokenOfOne,
        $"Bearer {SandboxData.SecondUserToken}" => TokenOfTwo,
        var other => other,
    };

    private static int NumberIn(RecordedRequest request) => int.Parse(request.Path[^12..], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Returns an execution that names the token and account of the request.</summary>
    private static HttpResponseMessage EchoCaller(RecordedRequest request)
    {
        string uuid = request.Path[(request.Path.LastIndexOf('/') + 1)..];
        string body = $$"""{"uuid":"{{uuid}}","name":"{{PairIn(request)}} for {{uuid}}","status":"completed","steps":[]}""";
        return new HttpResponseMessage { Content = new StringContent(body, Encoding.UTF8, "application/json") };
    }

    /// <summary>Runs a script in several runspaces in parallel, each with its own numbers. No response is sent until as many requests as runspaces have arrived.</summary>
    private async Task<ScriptResult[]> InParallel(string script)
    {
        var release = new TaskCompletionSource();
        _signIn.Server.Faults.Add(Fault.Delay(release.Task));
        ModuleSession[] sessions = [.. Enumerable.Range(0, Runspaces).Select(_ => Session())];
        Task<ScriptResult[]> running = Task.WhenAll(sessions.Select((session, index) => Task.Run(() =>
        {
            session.Set("Numbers", NumbersOf(index));
            return Run(session, script, index);
        })));
        await _signIn.Server.WaitForRequestAsync(Runspaces).OrFail();
        release.SetResult();
        return await running.OrFail();
    }

    private ScriptResult Run(ModuleSession session, string script, int runspace)
    {
        session.Set("Base", _signIn.Server.BaseUri);
        session.Set("Own", $"own {runspace}");
        session.Set("Account", IsRunspaceOfOne(runspace) ? AccountOfOne : AccountOfTwo);
        session.Set("Token", ModuleSession.Secret(IsRunspaceOfOne(runspace) ? SandboxData.AccessToken : SandboxData.SecondUserToken));
        return session.Run(script);
    }

    private static string[] Connections(ModuleSession session) =>
        [.. session.Run("Get-PlannrConnection | ForEach-Object { \"$($_.Name) $($_.IsDefault)\" }").ShouldSucceed().As<string>()];

    private ModuleSession Session()
    {
        var session = new ModuleSession();
        _sessions.Add(session);
        return session;
    }

    private void AssertEachRequestIsOfOneCaller()
    {
        Assert.Equal(1000, _signIn.Server.Requests.Count);
        Assert.All(_signIn.Server.Requests, request => Assert.Equal(PairFor(NumberIn(request)), PairIn(request)));
    }
}
