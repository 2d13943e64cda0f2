namespace Plannr.Sandbox.Data.Demo;

/// <summary>The runs of the demo's last fortnight, several of them last night, two of them under way.</summary>
internal sealed class DemoRuns
{
    private static readonly TimeSpan StepDuration = TimeSpan.FromSeconds(3);

    private readonly List<AutomationRun> _runs = [];
    private readonly IReadOnlyDictionary<string, Account> _clients;
    private readonly DemoCalendar _calendar;

    public DemoRuns(DemoCalendar calendar, DemoBlueprints blueprints, DemoClients clients)
    {
        _calendar = calendar;
        _clients = clients.ByKey;
        _runs.Add(new SeedRun(blueprints.Welcome));
        AddMoving(blueprints);
        AddWelcome(blueprints.Welcome);
        AddAnnualReview(blueprints.AnnualReview);
        AddOnboarding(blueprints.Onboarding);
        AddChase(blueprints.ChaseDocuments);
        AddAnniversary(blueprints.AnniversaryCard);
    }

    public IReadOnlyList<AutomationRun> All => _runs;

    private void AddMoving(DemoBlueprints blueprints)
    {
        Move(SandboxData.MovingExecutionUuid, blueprints.Welcome, "newcomer", done: 2, TimeSpan.FromSeconds(20), lastInfo: null);
        Move(SandboxData.FailingExecutionUuid, blueprints.AnnualReview, "mabel", done: 3, TimeSpan.FromSeconds(45), StepInfos.Validation);
    }

    private void AddWelcome(Blueprint welcome)
    {
        Failed(welcome, "mabel", _calendar.LastNight(4), 1, StepInfos.Validation, SandboxData.FailedExecutionUuid);
        Completed(welcome, "nophone", _calendar.LastNight(6), (2, StepInfos.NotQuiteJson));
        Completed(welcome, "zofia", _calendar.DaysAgo(13, 2), (1, StepInfos.Delivered), (2, StepInfos.Empty));
        Completed(welcome, "phantasia", _calendar.DaysAgo(12, 5), (1, StepInfos.Delivered));
        Completed(welcome, "xugou", _calendar.DaysAgo(10, 1), (2, StepInfos.PlainText));
        Failed(welcome, "business", _calendar.DaysAgo(9, 7), 2, StepInfos.PlainError);
        Stopped(welcome, "former", _calendar.DaysAgo(8, 3), Statuses.Cancelled, 1);
        Stopped(welcome, "newcomer", _calendar.DaysAgo(0, 0, 3), Statuses.Pending, 0);
    }

    private void AddAnnualReview(Blueprint review)
    {
        Completed(review, "mabel", _calendar.LastNight(0), (0, StepInfos.Delivered), (3, StepInfos.Delivered));
        Completed(review, "barnaby", _calendar.LastNight(1), (0, StepInfos.Delivered));
        Completed(review, "joint", _calendar.LastNight(2), (3, StepInfos.SingleError));
        Failed(review, "trust", _calendar.LastNight(3), 3, StepInfos.ErrorList);
        Failed(review, "gwenllian", _calendar.LastNight(9), 0, StepInfos.ErrorText);
        Stopped(review, "zofia", _calendar.DaysAgo(2), Statuses.Waiting, 1, (0, StepInfos.Delivered));
        Stopped(review, "phantasia", _calendar.DaysAgo(1, 20), Statuses.Waiting, 1);
        Completed(review, "xugou", _calendar.DaysAgo(11), (0, StepInfos.Empty));
        Completed(review, "owner", _calendar.DaysAgo(7, 4));
    }

    private void AddOnboarding(Blueprint onboarding)
    {
        Completed(onboarding, "mabel", _calendar.DaysAgo(13, 9), (0, StepInfos.NoErrors));
        Completed(onboarding, "barnaby", _calendar.DaysAgo(12, 9));
        Failed(onboarding, "joint", _calendar.DaysAgo(6, 2), 2, StepInfos.CutOff);
        Failed(onboarding, "business", _calendar.DaysAgo(5, 8), 4, StepInfos.MultiLine);
        Stopped(onboarding, "gwenllian", _calendar.DaysAgo(2, 11), Statuses.Waiting, 3);
        Stopped(onboarding, "nophone", _calendar.DaysAgo(1, 2), Statuses.InProgress, 2, (1, StepInfos.PlainText));
        Completed(onboarding, "zofia", _calendar.DaysAgo(4, 6), (4, StepInfos.NotQuiteJson));
        Stopped(onboarding, "newcomer", _calendar.DaysAgo(0, 0, 25), Statuses.Pending, 0);
    }

    private void AddChase(Blueprint chase)
    {
        Completed(chase, "trust", _calendar.DaysAgo(13, 1), (0, StepInfos.Delivered), (2, StepInfos.Delivered));
        Completed(chase, "business", _calendar.DaysAgo(11, 3));
        Failed(chase, "xugou", _calendar.LastNight(14), 2, StepInfos.Timeout);
        Stopped(chase, "former", _calendar.DaysAgo(10, 6), Statuses.Cancelled, 2);
        Stopped(chase, "phantasia", _calendar.DaysAgo(3, 1), Statuses.Waiting, 1);
        Stopped(chase, "barnaby", _calendar.DaysAgo(0, 6), Statuses.InProgress, 1, (0, StepInfos.PlainText));
    }

    private void AddAnniversary(Blueprint anniversary)
    {
        Completed(anniversary, "mabel", _calendar.DaysAgo(9));
        Completed(anniversary, "gwenllian", _calendar.DaysAgo(7), (1, StepInfos.Delivered));
        Completed(anniversary, "joint", _calendar.DaysAgo(5));
        Completed(anniversary, "owner", _calendar.DaysAgo(3, 5), (0, StepInfos.Empty));
        Failed(anniversary, "trust", _calendar.DaysAgo(3), 0, StepInfos.NotQuiteJson);
        Stopped(anniversary, "business", _calendar.DaysAgo(1), Statuses.Cancelled, 0);
        Stopped(anniversary, "zofia", _calendar.DaysAgo(0, 0, 1), Statuses.Pending, 0);
    }

    private void Completed(Blueprint blueprint, string client, DateTimeOffset createdAt, params (int Step, string Info)[] infos) =>
        Stopped(blueprint, client, createdAt, Statuses.Completed, blueprint.StepsOfRuns, infos);

    private void Failed(Blueprint blueprint, string client, DateTimeOffset createdAt, int atStep, string info, Guid? uuid = null) =>
        Add(uuid, blueprint, client, createdAt, Statuses.Failed, (i, step) => i == atStep
            ? step with { RunsAt = After(createdAt, i), Outcome = Statuses.Failed, Info = info }
            : step with { RunsAt = i < atStep ? After(createdAt, i) : null });

    private void Stopped(
        Blueprint blueprint,
        string client,
        DateTimeOffset createdAt,
        string status,
        int done,
        params (int Step, string Info)[] infos) =>
        Add(null, blueprint, client, createdAt, status, (i, step) => step with
        {
            RunsAt = i < done ? After(createdAt, i) : null,
            Info = infos.FirstOrDefault(info => info.Step == i).Info,
        });

    /// <summary>A run that had done some steps when the sandbox started and does one more after each interval.</summary>
    private void Move(Guid uuid, Blueprint blueprint, string client, int done, TimeSpan interval, string? lastInfo)
    {
        var createdAt = _calendar.Start - TimeSpan.FromTicks(interval.Ticks * done);
        var last = blueprint.StepsOfRuns - 1;
        var outcome = lastInfo is null ? Statuses.Completed : Statuses.Failed;
        Add(uuid, blueprint, client, createdAt, outcome, (i, step) => step with
        {
            RunsAt = createdAt + TimeSpan.FromTicks(interval.Ticks * (i + 1)),
            Outcome = i == last ? outcome : Statuses.Completed,
            Info = i == last ? lastInfo : null,
        });
    }

    private void Add(
        Guid? uuid,
        Blueprint blueprint,
        string client,
        DateTimeOffset createdAt,
        string restingStatus,
        Func<int, ScriptedStep, ScriptedStep> script)
    {
        var name = $"execution/{blueprint.Name}/{client}";
        var steps = blueprint.Steps.Take(blueprint.StepsOfRuns).Select((step, i) =>
            script(i, new ScriptedStep(StableUuid.FromName($"{name}/{uuid}/{i}"), step.Name, null, Statuses.Completed, null)));
        _runs.Add(new ScriptedRun(
            uuid ?? StableUuid.FromName(name), blueprint, _clients[client].Uuid, createdAt, restingStatus, steps.ToList()));
    }

    private static DateTimeOffset After(DateTimeOffset createdAt, int step) =>
        createdAt + TimeSpan.FromTicks(StepDuration.Ticks * (step + 1));
}
