namespace Plannr.Client.Demo;

/// <summary>Responds like the Plannr API, with invented records from <c>demo.json</c>. Each instance has its own copy of the records, with times relative to the instance's creation. Thread-safe.</summary>
internal sealed class DemoHandler : HttpMessageHandler
{
    public const string AccessToken = "demo-access-token";

    private const int DefaultPageSize = 15;
    private const int MaximumPageSize = 500;

    // Requests per minute; reported but not enforced.
    private const int RateLimit = 500;

    // The top-level domain .invalid never resolves, so no request can leave the computer.
    public static readonly Uri BaseAddress = new("https://demo.plannr.invalid/");

    /// <summary>The endpoint for file content, which is outside the API.</summary>
    private static readonly Endpoint DownloadEndpoint = Endpoint.Outside("GET", "file/{uuid}");

    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private readonly DemoRecords _records;
    private readonly DemoQuery _query;
    private readonly Dictionary<string, Func<DemoRequest, HttpResponseMessage>> _endpoints;
    private (DateTimeOffset End, int Requests) _window;

    public DemoHandler(TimeProvider time)
    {
        _time = time;
        _records = new DemoRecords(time.GetUtcNow());
        _query = new DemoQuery(_records);
        var writes = new DemoWrites(_records);
        var files = new DemoFiles(_records, writes);

        // Any other GET endpoint returns the collection of the same name in demo.json, or one of its records. GET endpoints without such a collection are not supported.
        _endpoints = new()
        {
            ["GET /api/v1/me"] = _ => Respond(_records.Write(_records["users"][0])),
            ["GET /api/v1/logins"] = _ => Respond(ShowLogins()),
            ["GET /api/v1/my/audits"] = request => Page(Endpoints.ListMyAudits, "audits", request, audit => _query.Is(audit, "account.uuid", writes.Caller(request).Text("uuid")!)),
            ["GET /api/v1/logs/{modelType}/{modelUuid}"] = PageOfLog,
            ["GET /api/v1/automation-executions/{uuid}"] = request => Respond(ShowExecution(request)),
            ["GET /api/v1/automation-blueprints/{uuid}/executions"] = PageOfBlueprint,
            ["POST /api/v1/automation-blueprints"] = request => Respond(_records.Write(writes.CreateBlueprint(request)), HttpStatusCode.Created),
            ["POST /api/v1/automation-blueprints/{uuid}/blueprint-steps"] = request => Respond(ShowStep(writes.CreateStep(request)), HttpStatusCode.Created),
            ["PUT /api/v1/automation-blueprints/{uuid}/blueprint-steps/{step_uuid}"] = request => Respond(ShowStep(writes.UpdateStep(request))),
            ["DELETE /api/v1/automation-blueprints/{uuid}/blueprint-steps/{step_uuid}"] = writes.DeleteStep,
            ["POST /api/v1/task"] = request => Respond(Show(Endpoints.ListTasks, writes.CreateTask(request), ["author"], request), HttpStatusCode.Created),
            ["PUT /api/v1/task/{uuid}"] = request => Respond(Show(Endpoints.ListTasks, writes.UpdateTask(request), ["author"], request)),
            ["PATCH /api/v1/task/{task_uuid}/uncomplete/{taskStatus}"] = request => Respond(Show(Endpoints.ListTasks, writes.ReopenTask(request), ["author"], request)),
            ["GET /api/v1/client/{client_uuid}/cases"] = request => Page(Endpoints.ListClientCases, "cases", request, record => _query.Is(record, "client.uuid", _records.Get("account", request.Arguments[0]).Text("uuid")!)),
            ["PATCH /api/v1/task/{task_uuid}/complete"] = request => Respond(Show(Endpoints.ListTasks, writes.CompleteTask(request), ["author", "completed_by"], request)),
            ["POST /api/v2/webhook-subscriptions"] = request => Respond(_records.Write(writes.CreateSubscription(request)), HttpStatusCode.Created),
            ["PUT /api/v2/webhook-subscriptions/{uuid}"] = request => Respond(_records.Write(writes.UpdateSubscription(request))),
            ["GET /api/v1/document/{uuid}/content/docx"] = Download,
            ["POST /api/v1/report"] = request => Respond(files.Show(files.CreateReport(request), request), HttpStatusCode.Created),
            ["GET /api/v1/report/{uuid}"] = request => Respond(files.Show(files.LookAtReport(request), request)),
            ["GET /api/v1/file/{uuid}"] = request => Respond(files.Show(_records.Get("file", request.Arguments[0]), request)),
            ["POST /api/v1/file/direct-upload"] = request => Respond(files.Show(files.Upload(request), request), HttpStatusCode.Created),
            ["GET /file/{uuid}"] = request => files.Download(request.Arguments[0]),
            ["POST /api/v1/import"] = request => Respond(files.Show(files.CreateImport(request), request), HttpStatusCode.Created),
            ["POST /api/v1/import/map/{import_uuid}"] = request => Respond(files.Show(files.MapImport(request), request)),
            ["POST /api/v1/import/start/{import_uuid}"] = request => Respond(files.Show(files.StartImport(request), request)),
            ["GET /api/v1/import"] = request =>
            {
                files.LookAtImports(request);
                return Page(Endpoints.ListImports, "import", request, show: record => files.Show(record, request));
            },
        };
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

    private static HttpResponseMessage Respond(JsonObject json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json.ToJsonString(), Encoding.UTF8, "application/json") };

    private HttpResponseMessage Handle(DemoRequest request)
    {
        try
        {
            return Dispatch(request);
        }
        catch (DemoException error)
        {
            return Respond(error.Json, error.Status);
        }
    }

    private HttpResponseMessage Dispatch(DemoRequest request)
    {
        var found = Endpoints.All.Append(DownloadEndpoint).Where(endpoint => IsMatch(endpoint, request)).Select(endpoint => (Endpoint: endpoint, Respond: Find(endpoint))).Where(pair => pair.Respond is not null).ToList();
        (Endpoint? match, Func<DemoRequest, HttpResponseMessage>? respond) = found.Find(pair => pair.Endpoint.Method == (request.Method == "HEAD" ? "GET" : request.Method));
        if (respond is null)
        {
            string path = string.Join("/", request.Path);
            string allowed = string.Join(", ", found.Select(pair => pair.Endpoint.Method == "GET" ? "GET, HEAD" : pair.Endpoint.Method));
            throw found.Count == 0 ? new DemoException(HttpStatusCode.NotFound, $"The route {path} could not be found.")
                : new DemoException(HttpStatusCode.MethodNotAllowed, $"The {request.Method} method is not supported for route {path}. Supported methods: {allowed}.");
        }

        string[] names = match!.Path.Split('/');
        request.Arguments = [.. request.Path.Where((_, position) => names[position][0] == '{')];
        return respond(request);
    }

    private static bool IsMatch(Endpoint endpoint, DemoRequest request)
    {
        string[] names = endpoint.Path.Split('/');
        return names.Length == request.Path.Length && names.Zip(request.Path, (name, segment) => name[0] == '{' || name == segment).All(isEqual => isEqual);
    }

    private Func<DemoRequest, HttpResponseMessage>? Find(Endpoint endpoint)
    {
        string[] names = endpoint.Path.Split('/');
        return _endpoints.TryGetValue(endpoint.ToString(), out Func<DemoRequest, HttpResponseMessage>? known) ? known
            : endpoint.Method != "GET" || !_records.Has(names[2]) ? null
            : names.Length == 3 ? request => Page(endpoint, names[2], request)
            : names.Length == 4 && names[3][0] == '{' ? request => Respond(_records.Write(_records.Get(names[2], request.Arguments[0])))
            : null;
    }

    private HttpResponseMessage Page(Endpoint endpoint, string collection, DemoRequest request, Func<JsonObject, bool>? filter = null, Func<JsonObject, JsonNode>? show = null)
    {
        DemoQuery.Check(endpoint, request);
        List<JsonObject> found = _query.Find(collection, _records[collection].Where(filter ?? (_ => true)), request);
        int size = Math.Min(request.Number("per_page") ?? DefaultPageSize, MaximumPageSize);
        int last = Math.Max(1, (found.Count + size - 1) / size);
        int page = request.Number("page") ?? 1;
        int skipped = (int)Math.Min((long)(page - 1) * size, found.Count);
        JsonNode[] data = [.. found.Skip(skipped).Take(size).Select(show ?? (record => Show(endpoint, record, request.List("include"), request)))];
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
        JsonObject blueprint = _records.Get("automation-blueprints", request.Arguments[0]);
        return Page(Endpoints.ListExecutions, "automation-executions", request, execution => execution.Text("_blueprint") == blueprint.Text("uuid"));
    }

    private HttpResponseMessage PageOfLog(DemoRequest request)
    {
        string type = request.Arguments[0];
        string collection = type switch
        {
            "account" or "client" or "employee" => "account",
            "task" => type,
            "automation-blueprint" or "automation-execution" => type + "s",
            _ => throw DemoException.NotFound("Log", type),
        };
        JsonObject model = _records.Get(collection, request.Arguments[1]);
        return type is "client" or "employee" && model.Text("type") != type ? throw DemoException.NotFound("Account", request.Arguments[1])
            : Page(Endpoints.ListLog, "logs", request, entry => entry.Text("_model_uuid") == model.Text("uuid"));
    }

    private HttpResponseMessage Download(DemoRequest request)
    {
        _records.Get("document", request.Arguments[0]);
        var content = new ByteArrayContent([.. Enumerable.Range(0, 100_000).Select(position => (byte)(position % 251))]);
        content.Headers.ContentType = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        content.Headers.ContentDisposition = new("attachment") { FileName = "\"Annual review letter.docx\"" };
        return new HttpResponseMessage { Content = content };
    }

    private JsonObject Show(Endpoint endpoint, JsonObject record, IReadOnlyList<string> includes, DemoRequest request)
    {
        JsonObject json = endpoint.RecordType == typeof(AutomationExecution) && !record.ContainsKey("_fixed") ? ShowRun(record, request.Now)
            : _records.Write(record, name => !endpoint.Includes.Contains(name) || record.ContainsKey("_always_full"));
        foreach (string include in includes.Where(record.ContainsKey))
        {
            json[include] = _records.Write(record[include]);
        }

        if (includes.Contains("related_tasks"))
        {
            json["related_tasks"] = new JsonArray([.. _records["task"]
                .Where(task => _query.Is(task, "parent_task.uuid", record.Text("uuid")!))
                .Select(task => Show(endpoint, task, [], request))]);
        }

        return json;
    }

    private JsonObject ShowExecution(DemoRequest request)
    {
        DemoQuery.Check(Endpoints.GetExecution, request);
        JsonObject execution = _records.Get("automation-executions", request.Arguments[0]);
        return Show(Endpoints.GetExecution, execution, execution.ContainsKey("_fixed") ? ["account"] : request.List("include"), request);
    }

    /// <summary>Returns an execution as it is at a given time: a step has run if its time has passed.</summary>
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
