using System.Reflection;

namespace Plannr;

/// <summary>The API endpoints that are known to this module. <c>Invoke-PlannrRequest</c> can also call the API's other endpoints.</summary>
public static class Endpoints
{
    private const string Blueprint = "v1/automation-blueprints/{uuid}";
    private const string BlueprintSteps = Blueprint + "/blueprint-steps";
    private const string BlueprintStep = BlueprintSteps + "/{step_uuid}";

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    private static readonly string[] ExecutionParameters = ["include", "per_page", "sort"];

    private static readonly Lazy<Endpoint[]> Sorted = new(() =>
    [
        .. typeof(Endpoints).GetProperties(BindingFlags.NonPublic | BindingFlags.Static).Select(property => property.GetValue(null)).OfType<Endpoint>()
            .Concat(Unread)
            .OrderBy(endpoint => endpoint.Path, StringComparer.Ordinal)
            .ThenBy(endpoint => Array.IndexOf(Methods, endpoint.Method)),
    ]);

    /// <summary>All endpoints, sorted by path.</summary>
    public static IReadOnlyList<Endpoint> All => Sorted.Value;

    internal static Endpoint<Account> ListAccounts { get; } = new("GET", "v1/account", "accounts: clients, employees, external")
    {
        Filters =
        [
            "name", "email", "primary_email", "primary_phone_number", "type", "role", "status", "groups", "departments", "is_prospect", "created_after", "created_before",
            "inactive_after", "inactive_before", "custom_field",
        ],
        Sorts = ["created_at", "updated_at", "first_name", "last_name", "email", "next_review_date", "previous_review_date", "anniversary_review_date"],
        Includes =
        [
            "primary_email", "primary_phone_number", "primary_address", "assigned_adviser", "assigned_administrator", "assigned_paraplanner",
            "groups", "tags", "owners", "custom_fields", "external_references", "charge_split_schema",
        ],
    };

    internal static Endpoint<Account> GetAccount { get; } = new("GET", "v1/account/{uuid}", "one account");

    internal static Endpoint<Audit> ListAudits { get; } = new("GET", "v1/audits", "audits of the firm");

    internal static Endpoint<Audit> ListMyAudits { get; } = new("GET", "v1/my/audits", "audits made by the user");

    internal static Endpoint<AutomationBlueprint> GetBlueprint { get; } = new("GET", Blueprint, "one blueprint");

    internal static Endpoint<AutomationBlueprint> CreateBlueprint { get; } = new("POST", "v1/automation-blueprints", "create a blueprint")
    {
        Subject = "the blueprint",
        Advice = (_, _) => "In Plannr, check whether the blueprint exists before you create it again, because the API has no list of blueprints.",
    };

    internal static Endpoint<BlueprintStep> CreateBlueprintStep { get; } = new("POST", BlueprintSteps, "create a step")
    {
        Subject = "the step",
        Advice = (values, _) => $"Check whether the step exists before you create it again: Get-PlannrAutomationBlueprint {values[0]} | Format-Custom",
        Complete = (step, values) => step.BlueprintUuid = (Guid)values[0],
    };

    internal static Endpoint<BlueprintStep> UpdateBlueprintStep { get; } = new("PUT", BlueprintStep, "change or delete a step")
    {
        Subject = "the step",
        Advice = (values, _) => $"Check the step before you change it again: Get-PlannrAutomationBlueprint {values[0]} | Format-Custom",
        Complete = (step, values) => step.BlueprintUuid = (Guid)values[0],
    };

    internal static Endpoint DeleteBlueprintStep { get; } = new("DELETE", BlueprintStep, "change or delete a step")
    {
        Subject = "the step",
        Advice = (values, _) => $"Check whether the step still exists: Get-PlannrAutomationBlueprint {values[0]} | Format-Custom",
    };

    internal static Endpoint<AutomationExecution> ListBlueprintExecutions { get; } = new("GET", Blueprint + "/executions", "executions of a blueprint")
    {
        Filters = ["uuid"],
        Sorts = ["created_at"],
        OptionalParameters = ExecutionParameters,
    };

    /// <summary>Lists executions. <c>include=account</c> and the account filter are missing from older versions of the API reference, and the page size is missing from all versions.</summary>
    internal static Endpoint<AutomationExecution> ListExecutions { get; } = new("GET", "v1/automation-executions", "executions")
    {
        Filters = ["uuid", "client_uuids", "account_uuids"],
        Sorts = ["created_at"],
        Includes = ["account"],
        OptionalParameters = ExecutionParameters,
    };

    /// <summary>Gets one execution. Support for <c>include=account</c> is assumed, because the list supports it.</summary>
    internal static Endpoint<AutomationExecution> GetExecution { get; } = new("GET", "v1/automation-executions/{uuid}", "one execution") { Includes = ["account"] };

    internal static Endpoint<PlannrFile> GetFile { get; } = new("GET", "v1/file/{uuid}", "one file");

    internal static Endpoint<PlannrImport> ListImports { get; } = new("GET", "v1/import", "imports of CSV files")
    {
        Filters = ["uuid", "types", "exclude_types", "modes", "statuses", "date_from", "date_to", "initiated_by"],
        Sorts = ["created_at", "updated_at"],
        Includes = ["initiatedBy"],
    };

    internal static Endpoint<PlannrImport> CreateImport { get; } = new("POST", "v1/import", "imports of CSV files")
    {
        Subject = "the import",
        Advice = (_, _) => "You can safely import the file again, because an import does nothing until it is started.",
    };

    internal static Endpoint MapImport { get; } = new("POST", "v1/import/map/{import_uuid}", "map the headers of an import")
    {
        Subject = "the mapping of the import",
        Advice = (_, _) => "You can safely import the file again, because an import does nothing until it is started.",
    };

    internal static Endpoint StartImport { get; } = new("POST", "v1/import/start/{import_uuid}", "start an import")
    {
        Subject = "the import job",
        Advice = (values, _) => $"Check whether the import is running before you import the file again: Invoke-PlannrRequest v1/import -Query @{{ filter = @{{ uuid = '{values[0]}' }} }}",
    };

    internal static Endpoint<Login> ListLogins { get; } = new("GET", "v1/logins", "logins of the user");

    internal static Endpoint<PlannrCase> ListCases { get; } = new("GET", "v1/cases", "cases");

    internal static Endpoint<PlannrCase> ListClientCases { get; } = new("GET", "v1/client/{client_uuid}/cases", "cases of a client");

    internal static Endpoint<CustomField> ListCustomFields { get; } = new("GET", "v1/custom-field", "definitions of custom fields");

    internal static Endpoint<Group> ListGroups { get; } = new("GET", "v1/group", "groups") { Filters = ["uuid", "name"], Sorts = ["created_at", "name", "updated_at"] };

    internal static Endpoint<LogEntry> ListLog { get; } = new("GET", "v1/logs/{modelType}/{modelUuid}", "log of a record")
    {
        Filters = ["uuid", "type", "level", "modelable_type"],
        Complete = (entry, values) => (entry.ModelType, entry.ModelUuid) = ((string)values[0], (Guid)values[1]),
    };

    /// <summary>Gets the user. Only the UUID is needed. The user is read as a login, because users and logins have their UUID in the same field.</summary>
    internal static Endpoint<Login> GetMe { get; } = new("GET", "v1/me", "the user");

    internal static Endpoint<PlannrReport> GetReport { get; } = new("GET", "v1/report/{uuid}", "a report generated by Plannr");

    internal static Endpoint<PlannrReport> CreateReport { get; } = new("POST", "v1/report", "create a report")
    {
        Subject = "the report",
        Advice = (_, _) => "In Plannr, check whether the report exists before you create it again, because the API has no list of reports.",
    };

    internal static Endpoint<Tag> ListTags { get; } = new("GET", "v1/tag", "tags");

    internal static Endpoint<PlannrTask> ListTasks { get; } = new("GET", "v1/task", "tasks")
    {
        Filters =
        [
            "name", "client_uuid", "taskable_type", "taskable_uuid", "priority", "assigned_to_uuids", "circle_uuids", "status_uuid", "due_after", "due_before", "has_due_date",
            "open_tasks", "completed_status", "archived_status", "not_started_status", "subtask_visibility", "show_child_tasks",
        ],
        Sorts = ["created_at", "updated_at", "name", "priority", "due_at", "completed_last"],
        Includes = ["author", "completed_by", "parent_task", "related_tasks", "custom_fields", "workflow_task"],
    };

    internal static Endpoint<PlannrTask> CreateTask { get; } = new("POST", "v1/task", "tasks")
    {
        Subject = "the task",
        Advice = (_, body) =>
            $"Check whether the task exists before you create it again: Get-PlannrTask -Sort created_at -Descending -First 10{(body.TryGetValue("taskable_uuid", out object? about) ? $" -TaskableUuid {about}" : string.Empty)}",
    };

    internal static Endpoint<PlannrTask> UpdateTask { get; } = new("PUT", "v1/task/{uuid}", "change a task")
    {
        Subject = "the task",
        Advice = (_, _) => "Check the task before you change it again: Get-PlannrTask -Sort updated_at -Descending -First 10",
    };

    internal static Endpoint CompleteTask { get; } = new("PATCH", "v1/task/{task_uuid}/complete", "complete a task")
    {
        Subject = "the task",
        Advice = (_, _) => "You can safely complete the task again.",
    };

    internal static Endpoint ReopenTask { get; } = new("PATCH", "v1/task/{task_uuid}/uncomplete/{taskStatus}", "reopen a task with a status")
    {
        Subject = "the task",
        Advice = (_, _) => "You can safely reopen the task again.",
    };

    internal static Endpoint<WebhookSubscription> ListWebhookSubscriptions { get; } = new("GET", "v2/webhook-subscriptions", "webhook subscriptions")
    {
        Filters = ["uuid", "url"],
        Sorts = ["created_at", "updated_at"],
    };

    internal static Endpoint<WebhookSubscription> CreateWebhookSubscription { get; } = new("POST", "v2/webhook-subscriptions", "webhook subscriptions")
    {
        Subject = "the webhook subscription",
        Advice = (_, _) => "Check whether the subscription exists before you create it again: Get-PlannrWebhookSubscription",
    };

    internal static Endpoint<WebhookSubscription> GetWebhookSubscription { get; } = new("GET", "v2/webhook-subscriptions/{uuid}", "one subscription");

    internal static Endpoint<WebhookSubscription> UpdateWebhookSubscription { get; } = new("PUT", "v2/webhook-subscriptions/{uuid}", "one subscription")
    {
        Subject = "the webhook subscription",
        Advice = (values, _) => $"Check the subscription before you change it again: Get-PlannrWebhookSubscription {values[0]}",
    };

    /// <summary>The endpoints without a record type.</summary>
    private static Endpoint[] Unread =>
    [
        .. Rows("v1/account", "accounts: clients, employees, external", "POST"),
        .. Rows("v1/account/{account_uuid}/address", "addresses of an account", "GET"),
        .. Rows("v1/account/{account_uuid}/contact-detail", "contact details of an account", "GET"),
        .. Rows("v1/account/{account_uuid}/documents", "root folder of an account", "GET"),
        .. Rows("v1/account/{account_uuid}/login", "logins of an account", "GET", "POST"),
        .. Rows("v1/account/{account_uuid}/login/{uuid}", "a login", "PUT"),
        .. Rows("v1/account/{account_uuid}/login/{login_uuid}/expire", "expire a login", "POST"),
        .. Rows("v1/addon", "add-ons", "GET"),
        .. Rows("v1/bank-transaction/reconcile", "reconcile a transaction", "POST"),
        .. Rows("v1/bulk-actions", "past bulk actions", "GET"),
        .. Rows("v1/bulk-actions/{uuid}", "one bulk action with its log", "GET"),
        .. Rows("v1/bulk-actions/execute", "run a bulk action on tasks", "POST"),
        .. Rows("v1/business-units", "business units", "GET", "POST"),
        .. Rows("v1/business-units/{business_unit_uuid}/groups", "groups of a business unit", "GET"),
        .. Rows("v1/business-units/{business_unit_uuid}/members/{action}", "add or remove members", "POST"),
        .. Rows("v1/cases", "cases", "POST"),
        .. Rows("v1/cases/{uuid}", "a case", "PUT"),
        .. Rows("v1/cases-status", "case statuses", "POST"),
        .. Rows("v1/circles", "circles", "GET", "POST"),
        .. Rows("v1/client", "clients (older; see account)", "GET"),
        .. Rows("v1/client/{client_uuid}/emails", "emails of a client", "GET"),
        .. Rows("v1/client/{client_uuid}/owners", "owners of a client", "POST"),
        .. Rows("v1/client-status", "client statuses", "GET", "POST"),
        .. Rows("v1/conversation", "a conversation", "POST"),
        .. Rows("v1/custom-field", "definitions of custom fields", "POST"),
        .. Rows("v1/custom-field/{customField_uuid}", "one definition", "GET", "PUT"),
        .. Rows("v1/employee", "employees", "GET", "POST"),
        .. Rows("v1/employee/{employee}/logs", "logs written by an employee", "GET"),
        .. Rows("v1/fact-find/request", "request a fact find", "POST"),
        .. Rows("v1/file", "put uploaded files into a folder", "POST"),
        .. Rows("v1/file/direct-upload", "upload a file", "POST"),
        .. Rows("v1/firm/{uuid}", "the firm", "GET", "PUT"),
        .. Rows("v1/group", "groups", "POST"),
        .. Rows("v1/group/{group_uuid}/participants", "participants of a group", "POST", "DELETE"),
        .. Rows("v1/integrations/{passportClient_id}/revoke", "revoke an integration", "POST"),
        .. Rows("v1/introducer", "introducers", "GET", "POST"),
        .. Rows("v1/me/sms/setup", "set up SMS two-factor", "POST"),
        .. Rows("v1/note/{notableType}/{notableUuid}", "notes of a record", "GET"),
        .. Rows("v1/notifications", "notifications of the account", "GET"),
        .. Rows("v1/oauth/connections", "connections to providers", "GET"),
        .. Rows("v1/personal-access-tokens", "create a personal access token", "POST"),
        .. Rows("v1/plans/{plan_uuid}/charges", "charges of a plan", "GET"),
        .. Rows("v1/plans/{plan_uuid}/claim/{uuid}", "a claim on a plan", "PUT"),
        .. Rows("v1/plans/{plan_uuid}/documents", "documents of a plan", "GET"),
        .. Rows("v1/plans/{plan_uuid}/sub-accounts", "sub-accounts of a plan", "POST"),
        .. Rows("v1/plans/{plan_uuid}/sub-accounts/{uuid}", "delete a sub-account", "DELETE"),
        .. Rows("v1/referral-connections", "firms to refer to", "GET"),
        .. Rows("v1/referrals", "referrals between firms", "GET", "POST"),
        .. Rows("v1/referrals/{uuid}", "one referral", "GET"),
        .. Rows("v1/report-template", "save a report as a template", "POST"),
        .. Rows("v1/report-template/{reportTemplate_uuid}", "a report template", "PUT"),
        .. Rows("v1/statement-transaction/auto-reconcile", "reconcile statements", "POST"),
        .. Rows("v1/subscribe", "subscribe to an add-on", "POST"),
        .. Rows("v1/tag", "tags", "POST"),
        .. Rows("v1/time-entry", "record time", "POST"),
        .. Rows("v1/time-entry/{trackable_type}/{trackable_uuid}", "time recorded on a record", "GET"),
        .. Rows("v1/workflow/{workflow_uuid}/run", "run a workflow", "POST"),
        .. Rows("v1/workflow/{workflow_uuid}/task", "add a task to a workflow", "POST"),
        .. Rows("v2/contact-details", "contact details", "GET"),
        new("GET", "v1/document/{uuid}/content/docx", "a document as docx (unconfirmed)") { Confidence = EndpointConfidence.Observed },
        new("GET", "v1/static/nationalities", "nationalities") { Confidence = EndpointConfidence.Observed },
    ];

    private static IEnumerable<Endpoint> Rows(string path, string summary, params string[] methods) => methods.Select(method => new Endpoint(method, path, summary));
}

/// <summary>How reliable the description of an endpoint is.</summary>
public enum EndpointConfidence
{
    /// <summary>The endpoint is documented in Plannr's public API reference.</summary>
    Documented,

    /// <summary>The endpoint is known only from an example, from the URL of a page, or from the code of other clients.</summary>
    Observed,

    /// <summary>The endpoint is inferred from similar endpoints.</summary>
    Assumed,
}

/// <summary>An API endpoint: one HTTP method on one path.</summary>
public class Endpoint
{
    internal Endpoint(string method, string path, string summary)
    {
        Method = method;
        Path = "api/" + path;
        Summary = summary;
        HasUuid = path.EndsWith("}", StringComparison.Ordinal);
    }

    /// <summary>The HTTP method.</summary>
    public string Method { get; }

    /// <summary>The path without a leading slash, with parameter names in braces.</summary>
    public string Path { get; private set; }

    /// <summary>A short description.</summary>
    public string Summary { get; }

    /// <summary>How reliable this description is.</summary>
    public EndpointConfidence Confidence { get; internal set; }

    /// <summary>The type of the returned records, or null if this module has no type for them.</summary>
    public virtual Type? RecordType => null;

    /// <summary>The names of the supported filters (<c>filter[name]</c>).</summary>
    public IReadOnlyList<string> Filters { get; internal set; } = [];

    /// <summary>The fields that the results can be sorted by.</summary>
    public IReadOnlyList<string> Sorts { get; internal set; } = [];

    /// <summary>The related records that can be included.</summary>
    public IReadOnlyList<string> Includes { get; internal set; } = [];

    /// <summary>The number of records to request per page.</summary>
    public int PageSize { get; internal set; } = PlannrLimits.PageSize;

    /// <summary>Query parameters that older servers reject with HTTP 400, in the order in which they are omitted.</summary>
    internal IReadOnlyList<string> OptionalParameters { get; set; } = ["per_page"];

    /// <summary>The object that a request creates, changes or deletes, such as "the task". It is named in the error message if the outcome is unknown.</summary>
    internal string Subject { get; set; } = "the record";

    /// <summary>Returns the recommended action for a request with an unknown outcome, based on the request's path values and body.</summary>
    internal Func<IReadOnlyList<object>, IReadOnlyDictionary<string, object?>, string> Advice { get; set; } = (_, _) => "Check the record in Plannr before you try again.";

    /// <summary>The values of the path parameters.</summary>
    internal IReadOnlyList<object> Values { get; private set; } = [];

    /// <summary>The record's UUID from the path, or null if the path does not end with one.</summary>
    internal Guid? Uuid => HasUuid && Values.Count > 0 && Values[Values.Count - 1] is Guid uuid ? uuid : null;

    private bool HasUuid { get; }

    /// <summary>Creates an endpoint outside the API.</summary>
    internal static Endpoint Outside(string method, string path) => new(method, path, string.Empty) { Path = path };

    /// <summary>Returns the method and the path.</summary>
    public override string ToString() => $"{Method} /{Path}";

    /// <summary>Returns the endpoint with values in place of its path parameters.</summary>
    internal Endpoint At(params object[] values)
    {
        var copy = (Endpoint)MemberwiseClone();
        foreach (object value in values)
        {
            int start = copy.Path.IndexOf('{');
            copy.Path = copy.Path.Remove(start, copy.Path.IndexOf('}') - start + 1).Insert(start, Uri.EscapeDataString(value.ToString()));
        }

        copy.Values = values;
        return copy;
    }
}

/// <summary>An endpoint that returns records.</summary>
public sealed class Endpoint<T> : Endpoint
    where T : PlannrResource, new()
{
    internal Endpoint(string method, string path, string summary)
        : base(method, path, summary)
    {
    }

    /// <inheritdoc/>
    public override Type RecordType => typeof(T);

    /// <summary>Adds the values of the path parameters to a record, because the response does not contain them; null if there is nothing to add.</summary>
    internal Action<T, IReadOnlyList<object>>? Complete { get; set; }

    /// <inheritdoc cref="Endpoint.At"/>
    internal new Endpoint<T> At(params object[] values) => (Endpoint<T>)base.At(values);
}
