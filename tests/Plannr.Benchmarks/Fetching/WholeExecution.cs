using System.Text.Json.Serialization;

namespace Plannr.Benchmarks.Fetching;

/// <summary>An execution with its account, as the API returns it for a UUID. System.Text.Json's source-generated code reads the same fields as the module.</summary>
internal sealed class WholeExecution
{
    public Guid? Uuid { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public DateTimeOffset? UpdatedAt { get; set; }

    public string? Status { get; set; }

    public string? TriggeredBy { get; set; }

    public string? Name { get; set; }

    public List<BarePage.Step> Steps { get; set; } = [];

    public BarePage.Step? NextStep { get; set; }

    public BarePage.Step? PreviousStep { get; set; }

    public Client? Account { get; set; }

    /// <summary>Returns the response to a request for an execution.</summary>
    public static string Write(string uuid) => $$"""
        {"uuid":"{{uuid}}","created_at":"2026-05-19T18:31:18+01:00","updated_at":"2026-05-19T18:31:18+01:00","status":"in_progress","triggered_by":"client.created","name":"Send client welcome pack",
        "steps":[{{Step("Send SMS")}},{{Step("Send e-mail")}},{{Step("Create task")}}],"next_step":{{Step("Create task")}},"previous_step":{{Step("Send SMS")}},
        "account":{"uuid":"2066e7c6-feb1-4e00-b55a-8a0f91d47bad","created_at":"2026-05-19T18:31:18+01:00","updated_at":"2026-05-19T18:31:18+01:00","type":"client","role":"client",
        "first_name":"Alex","last_name":"Example","name":"Alex Example","email":"alex@example.com","photo_url":"https://example.com/api/?name=alex+example",
        "firm":{{Reference("Example Wealth")}},"assigned_adviser":{{Person("Robin Sample")}},"assigned_administrator":{{Person("Kim Sample")}},"assigned_paraplanner":null,"introduced_by":null,
        "groups":[{{Reference("Pensions")}}],"tags":[{{Reference("Gold")}},{{Reference("Annual review")}}],"owners":[{{Person("Robin Sample")}}],
        "first_contact_date":"2026-05-19T18:31:18+01:00","next_review_date":"2026-05-19T18:31:18+01:00","previous_review_date":"2026-05-19T18:31:18+01:00",
        "anniversary_review_date":"2026-05-19T18:31:18+01:00","terms_of_business_at":"2026-05-19T18:31:18+01:00","client_agreement_at":"2026-05-19T18:31:18+01:00",
        "with_login":true,"has_joint_account":true,"can_be_deleted":false,"ownership_percentage":100,"inactive_at":null,"last_interaction_at":"2026-05-19T18:31:18+01:00",
        "referral_code":"ABC12345","permissions":{"firm:read":["firm"],"network:read":["network:uuid"]},"custom_fields":[],"external_references":[]} }
        """;

    private static string Step(string name) => $$"""
        {"uuid":"8434bd65-74d9-4c5b-9db3-9887e056f56f","created_at":"2026-05-19T18:31:18+01:00","updated_at":"2026-05-19T18:31:18+01:00","executed_at":"2026-05-19T18:31:18+01:00","status":"completed","info":null,"name":"{{name}}"}
        """;

    private static string Person(string name) => $$"""
        {"uuid":"4e00e7c6-feb1-4e00-b55a-8a0f91d47bad","name":"{{name}}","type":"user","email":"someone@example.com"}
        """;

    private static string Reference(string name) => $$"""
        {"uuid":"7a1ce7c6-feb1-4e00-b55a-8a0f91d47bad","name":"{{name}}"}
        """;

    internal sealed class Client
    {
        public Guid? Uuid { get; set; }

        public DateTimeOffset? CreatedAt { get; set; }

        public DateTimeOffset? UpdatedAt { get; set; }

        public string? Type { get; set; }

        public string? Role { get; set; }

        public string? FirstName { get; set; }

        public string? LastName { get; set; }

        public string? Name { get; set; }

        public string? Email { get; set; }

        public string? PhotoUrl { get; set; }

        public Named? Firm { get; set; }

        public Client? AssignedAdviser { get; set; }

        public Client? AssignedAdministrator { get; set; }

        public Client? AssignedParaplanner { get; set; }

        public Client? IntroducedBy { get; set; }

        public List<Named>? Groups { get; set; }

        public List<Named>? Tags { get; set; }

        public List<Client>? Owners { get; set; }

        public DateTimeOffset? FirstContactDate { get; set; }

        public DateTimeOffset? NextReviewDate { get; set; }

        public DateTimeOffset? PreviousReviewDate { get; set; }

        public DateTimeOffset? AnniversaryReviewDate { get; set; }

        public DateTimeOffset? TermsOfBusinessAt { get; set; }

        public DateTimeOffset? ClientAgreementAt { get; set; }

        public bool? WithLogin { get; set; }

        public bool? HasJointAccount { get; set; }

        public bool? CanBeDeleted { get; set; }

        public decimal? OwnershipPercentage { get; set; }

        public DateTimeOffset? InactiveAt { get; set; }

        public DateTimeOffset? LastInteractionAt { get; set; }

        public string? ReferralCode { get; set; }

        public Dictionary<string, List<string>>? Permissions { get; set; }

        public List<Named>? CustomFields { get; set; }

        public List<Named>? ExternalReferences { get; set; }
    }

    internal sealed class Named
    {
        public Guid? Uuid { get; set; }

        public string? Name { get; set; }
    }
}

/// <summary>The serializer's source-generated context.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(WholeExecution))]
internal sealed partial class WholeExecutionJson : JsonSerializerContext;
