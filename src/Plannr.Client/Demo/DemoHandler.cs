using System.Text.Json.Nodes;

namespace Plannr.Client.Demo;

/// <summary>
/// Answers requests as the Plannr API does, from the invented records of <c>demo.json</c>. Each instance has its own copy, with times relative to
/// its construction. Thread-safe.
/// </summary>
internal sealed class DemoHandler : HttpMessageHandler
{
    public const string AccessToken = "demo-access-token";

    private const int DefaultPageSize = 15;
    private const int MaximumPageSize = 500;

    /// <summary>The requests a minute, which the demo reports and does not enforce.</summary>
    private const int RateLimit = 500;

    // The top-level domain .invalid never resolves, so no request can leave the machine.
    public static readonly Uri BaseAddress = new("https://demo.plannr.invalid/");

    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private readonly DemoRecords _records;
    private readonly DemoLists _lists;
    private readonly (string Method, string[] Path, Func<DemoRequest, HttpResponseMessage> Respond)[] _routes;
    private (DateTimeOffset End, int Requests) _window;

    public DemoHandler(TimeProvider time)
    {
        _time = time;
        _records = new DemoRecords(time.GetUtcNow());
        _lists = new DemoLists(_records);
        var writes = new DemoWrites(_records);
        _routes =
        [
            Route("GET", "v1/me", _ => Respond(_records.Write(_records["users"][0]))),
            Route("GET", "v1/logins", _ => Respond(ShowLogins())),
            Route("GET", "v1/account", request => Page(_lists.Accounts, request)),
            Route("GET", "v1/account/*", request => Respond(_records.Write(_records.Get("accounts", request.Arguments[0])))),
            Route("GET", "v1/automation-executions", request => Page(_lists.Executions, request)),
            Route("GET", "v1/automation-executions/*", request => Respond(ShowExecution(request))),
            Route("POST", "v1/automation-blueprints", request => Respond(_records.Write(writes.CreateBlueprint(request)), HttpStatusCode.Created)),
            Route("GET", "v1/automation-blueprints/*", request => Respond(_records.Write(_records.Get("blueprints", request.Arguments[0])))),
            Route("GET", "v1/automation-blueprints/*/executions", PageOfBlueprint),
            Route("POST", "v1/automation-blueprints/*/blueprint-steps", request => Respond(ShowStep(writes.CreateStep(request)), HttpStatusCode.Created)),
            Route("PUT", "v1/automation-blueprints/*/blueprint-steps/*", request => Respond(ShowStep(writes.UpdateStep(request)))),
            Route("DELETE", "v1/automation-blueprints/*/blueprint-steps/*", request => { writes.DeleteStep(request); return new HttpResponseMessage(HttpStatusCode.NoContent); }),
            Route("GET", "v1/task", request => Page(_lists.Tasks, request)),
            Route("POST", "v1/task", request => Respond(Show(_lists.Tasks, writes.CreateTask(request), ["author"], request), HttpStatusCode.Created)),
            Route("PATCH", "v1/task/*/complete", request => Respond(Show(_lists.Tasks, writes.CompleteTask(request), ["author", "completed_by"], request))),
            Route("GET", "v1/audits", request => Page(DemoLists.Audits, request)),
            Route("GET", "v1/my/audits", request => Page(DemoLists.Audits, request, audit => _lists.Matches(audit, "account.uuid", writes.Caller(request).Text("uuid")!))),
            Route("GET", "v1/logs/*/*", PageOfLog),
            Route("GET", "v2/webhook-subscriptions", request => Page(_lists.WebhookSubscriptions, request)),
            Route("POST", "v2/webhook-subscriptions", request => Respond(_records.Write(writes.CreateSubscription(request)), HttpStatusCode.Created)),
            Route("GET", "v2/webhook-subscriptions/*", request => Respond(_records.Write(_records.Get("webhook_subscriptions", request.Arguments[0])))),
            Route("PUT", "v2/webhook-subscriptions/*", request => Respond(_records.Write(writes.UpdateSubscription(request)))),
            Route("GET", "v1/document/*/content/docx", Download),
        ];
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using Stream body = request.Content is null ? new MemoryStream() : await BodyStream.OpenAsync(request.Content, cancellationToken).ConfigureAwait(false);
        string text = new StreamReader(body).ReadToEnd();
        lock (_lock)
        {
            DateTimeOffset now = _time.GetUtcNow();
            HttpResponseMessage response = Handle(new DemoRequest(request, text, now));
            response.RequestMessage = request;
            _window = now < _window.End ? (_window.End, _window.Requests + 1) : (now.AddMinutes(1), 1);
            response.Headers.Add("X-RateLimit-Limit", RateLimit.ToString(CultureInfo.InvariantCulture));
            response.Headers.Add("X-RateLimit-Remaining", Math.Max(0, RateLimit - _window.Requests).ToString(CultureInfo.InvariantCulture));
            return response;
        }
    }

    private static (string Method, string[] Path, Func<DemoRequest, HttpResponseMessage> Respond) Route(
        string method, string path, Func<DemoRequest, HttpResponseMessage> respond) => (method, ("api/" + path).Split('/'), respond);

    private static HttpResponseMessage Respond(JsonObject json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json.ToJsonString(), Encoding.UTF8, "application/json") };

    private HttpResponseMessage Handle(DemoRequest request)
    {
        try
        {
            return FindRoute(request)(request);
        }
        catch (DemoException error)
        {
            var json = new JsonObject { ["message"] = error.Message };
            if (error.Errors is not null)
            {
                json["errors"] = error.Errors;
            }

            return Respond(json, error.Status);
        }
    }

    private Func<DemoRequest, HttpResponseMessage> FindRoute(DemoRequest request)
    {
        var found = _routes.Where(route => IsMatch(route.Path, request.Path)).ToList();
        var route = found.Find(route => route.Method == (request.Method == "HEAD" ? "GET" : request.Method));
        if (route.Path is null)
        {
            string path = string.Join("/", request.Path);
            string allowed = string.Join(", ", found.Select(other => other.Method == "GET" ? "GET, HEAD" : other.Method));
            throw found.Count == 0 ? new DemoException(HttpStatusCode.NotFound, $"The route {path} could not be found.")
                : new DemoException(HttpStatusCode.MethodNotAllowed, $"The {request.Method} method is not supported for route {path}. Supported methods: {allowed}.");
        }

        request.Arguments = [.. request.Path.Where((_, position) => route.Path[position] == "*")];
        return route.Respond;
    }

    private static bool IsMatch(string[] pattern, string[] path) =>
        pattern.Length == path.Length && pattern.Zip(path, (expected, actual) => expected == "*" || expected == actual).All(isEqual => isEqual);

    private HttpResponseMessage Page(DemoList list, DemoRequest request, Func<JsonObject, bool>? filter = null)
    {
        List<JsonObject> found = _lists.Find(list, _records[list.Collection].Where(filter ?? (_ => true)), request);
        int size = Math.Min(request.Number("per_page") ?? DefaultPageSize, MaximumPageSize);
        int last = Math.Max(1, (found.Count + size - 1) / size);
        int page = request.Number("page") ?? 1;
        int skipped = (int)Math.Min((long)(page - 1) * size, found.Count);
        JsonNode[] data = [.. found.Skip(skipped).Take(size).Select(record => Show(list, record, request.List("include"), request))];
        return Respond(new JsonObject
        {
            ["data"] = new JsonArray(data),
            ["links"] = new JsonObject
            {
                ["first"] = request.LinkTo(1),
                ["last"] = request.LinkTo(last),
                ["prev"] = page > 1 ? request.LinkTo(page - 1) : null,
                ["next"] = page < last ? request.LinkTo(page + 1) : null,
            },
            ["meta"] = new JsonObject
            {
                ["current_page"] = page,
                ["from"] = data.Length == 0 ? null : skipped + 1,
                ["last_page"] = last,
                ["path"] = request.Address,
                ["per_page"] = size,
                ["to"] = data.Length == 0 ? null : skipped + data.Length,
                ["total"] = found.Count,
            },
        });
    }

    private HttpResponseMessage PageOfBlueprint(DemoRequest request)
    {
        JsonObject blueprint = _records.Get("blueprints", request.Arguments[0]);
        return Page(_lists.BlueprintExecutions, request, execution => execution.Text("_blueprint") == blueprint.Text("uuid"));
    }

    private HttpResponseMessage PageOfLog(DemoRequest request)
    {
        string type = request.Arguments[0];
        string collection = type switch
        {
            "account" or "client" or "employee" => "accounts",
            "task" => "tasks",
            "automation-blueprint" => "blueprints",
            "automation-execution" => "executions",
            _ => throw DemoException.NotFound("Log", type),
        };
        JsonObject model = _records.Get(collection, request.Arguments[1]);
        return type is "client" or "employee" && model.Text("type") != type ? throw DemoException.NotFound("Account", request.Arguments[1])
            : Page(_lists.Logs, request, entry => entry.Text("_model_uuid") == model.Text("uuid"));
    }

    private HttpResponseMessage Download(DemoRequest request)
    {
        _records.Get("documents", request.Arguments[0]);
        var content = new ByteArrayContent([.. Enumerable.Range(0, 100_000).Select(position => (byte)(position % 251))]);
        content.Headers.ContentType = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        content.Headers.ContentDisposition = new("attachment") { FileName = "\"Annual review letter.docx\"" };
        return new HttpResponseMessage { Content = content };
    }

    private JsonObject Show(DemoList list, JsonObject record, IReadOnlyList<string> includes, DemoRequest request)
    {
        JsonObject json = list.Collection == "executions" && !record.ContainsKey("_fixed") ? ShowRun(record, request.Now)
            : _records.Write(record, name => !list.Includes.Contains(name) || record.ContainsKey("_always_full"));
        foreach (string include in includes.Where(record.ContainsKey))
        {
            json[include] = _records.Write(record[include]);
        }

        if (includes.Contains("related_tasks"))
        {
            json["related_tasks"] = new JsonArray([.. _records["tasks"]
                .Where(task => _lists.Matches(task, "parent_task.uuid", record.Text("uuid")!))
                .Select(task => Show(list, task, [], request))]);
        }

        return json;
    }

    private JsonObject ShowExecution(DemoRequest request)
    {
        DemoLists.Check(_lists.Executions with { Filters = [], Sorts = [] }, request);
        JsonObject execution = _records.Get("executions", request.Arguments[0]);
        return Show(_lists.Executions, execution, execution.ContainsKey("_fixed") ? ["account"] : request.List("include"), request);
    }

    /// <summary>Writes an execution as it is at a moment: a step has run when its time is past.</summary>
    private static JsonObject ShowRun(JsonObject record, DateTimeOffset now)
    {
        DemoTime created = record.Time("created_at")!;
        JsonObject[] steps = [.. record.Items("steps").OfType<JsonObject>()];
        bool isMoving = steps.Any(step => step.Time("executed_at")?.Moment > now);
        string status = isMoving ? "in_progress" : record.Text("status")!;
        JsonObject[] shown = [.. steps.Select(step =>
        {
            DemoTime? executed = step.Time("executed_at") is { } time && time.Moment <= now ? time : null;
            return new JsonObject
            {
                ["uuid"] = step.Text("uuid"),
                ["created_at"] = created.ToString(),
                ["updated_at"] = (executed ?? created).ToString(),
                ["executed_at"] = executed?.ToString(),
                ["status"] = executed is not null ? step.Text("status") : status == "cancelled" ? status : "pending",
                ["info"] = executed is null ? null : step.Text("info"),
                ["name"] = step.Text("name"),
            };
        })];
        JsonObject? previous = shown.LastOrDefault(step => step["executed_at"] is not null);
        JsonObject? next = status is "completed" or "failed" or "cancelled" ? null : shown.FirstOrDefault(step => step["executed_at"] is null);
        return new JsonObject
        {
            ["uuid"] = record.Text("uuid"),
            ["created_at"] = created.ToString(),
            ["updated_at"] = previous?.Text("updated_at") ?? created.ToString(),
            ["status"] = status,
            ["triggered_by"] = record.Text("triggered_by"),
            ["steps"] = new JsonArray([.. shown]),
            ["name"] = record.Text("name"),
            ["next_step"] = next?.DeepClone(),
            ["previous_step"] = previous?.DeepClone(),
        };
    }

    private JsonObject ShowLogins()
    {
        JsonObject[] logins = [.. _records["logins"].Select(login => _records.Write(login))];
        return new JsonObject { ["data"] = new JsonArray([.. logins]), ["preferred_account_uuid"] = logins[0]["account"]!["uuid"]!.DeepClone() };
    }

    private JsonObject ShowStep(JsonObject step) => new() { ["data"] = new JsonArray(_records.Write(step)) };
}
