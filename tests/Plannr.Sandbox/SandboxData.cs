namespace Plannr.Sandbox;

/// <summary>Values in the sandbox that examples, documentation and tests can rely on.</summary>
public static class SandboxData
{
    /// <summary>The access token for examples. The sandbox accepts it unless <see cref="SandboxOptions.AccessToken"/> is set to another token.</summary>
    public const string AccessToken = "demo-access-token";

    /// <summary>A token that the sandbox always rejects with a 401 response, like an expired token in the real API.</summary>
    public const string ExpiredAccessToken = "expired-access-token";

    /// <summary>A token that the sandbox always rejects with a 401 response, like a revoked token in the real API.</summary>
    public const string RevokedAccessToken = "revoked-access-token";

    /// <summary>A token of another user, whose only login is for the account <see cref="AdminAccountUuid"/>.</summary>
    public const string SecondUserToken = "second-user-access-token";

    /// <summary>A refresh token from an earlier session. Either OAuth client can use it; by default, it can be used only once.</summary>
    public const string RefreshToken = "demo-refresh-token";

    /// <summary>The ID of an OAuth client that has a secret.</summary>
    public const string ConfidentialClientId = "9b1f7c2e-40d5-5a3b-8e61-0c7d2f94a601";

    /// <summary>The secret of <see cref="ConfidentialClientId"/>.</summary>
    public const string ConfidentialClientSecret = "demo-client-secret";

    /// <summary>The ID of an OAuth client that has no secret and must use PKCE.</summary>
    public const string PublicClientId = "9b1f7c2e-40d5-5a3b-8e61-0c7d2f94a602";

    /// <summary>The base address of the demo. The top-level domain <c>.invalid</c> never resolves, so a request that bypasses the handler can't leave the machine.</summary>
    public static Uri DemoBaseAddress { get; } = new("https://demo.plannr.invalid/");

    /// <summary>The execution on the API reference page. It never changes, and <c>GET /api/v1/automation-executions/{uuid}</c> always includes its account.</summary>
    public static Guid SeedExecutionUuid { get; } = new("82f16694-dbe3-4787-bd57-ab9eec12b43f");

    /// <summary>The client of the execution <see cref="SeedExecutionUuid"/>. Its nested resources are class names instead of objects.</summary>
    public static Guid SeedAccountUuid { get; } = new("2066e7c6-feb1-4e00-b55a-8a0f91d47bad");

    /// <summary>An execution in progress with three remaining steps: one completes every 20 seconds, and the execution becomes <c>completed</c> after 60 seconds.</summary>
    public static Guid MovingExecutionUuid { get; } = new("0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c20");

    /// <summary>An execution in progress with two remaining steps: one runs every 45 seconds, and the execution becomes <c>failed</c> when the second one runs, after 90 seconds.</summary>
    public static Guid FailingExecutionUuid { get; } = new("0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1c45");

    /// <summary>A failed execution that does not change, for examples that show how to read its errors.</summary>
    public static Guid FailedExecutionUuid { get; } = new("0f7cb7d9-64a1-5c0e-9d3b-2b8e5a9f1cff");

    /// <summary>The employee account with the role <c>owner</c>. It is the signed-in user's preferred account.</summary>
    public static Guid OwnerAccountUuid { get; } = new("4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b301");

    /// <summary>The employee account with the role <c>admin</c>.</summary>
    public static Guid AdminAccountUuid { get; } = new("4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b302");

    /// <summary>The employee account with the role <c>member</c>.</summary>
    public static Guid MemberAccountUuid { get; } = new("4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b303");

    /// <summary>The client account that the signed-in user has in addition to the employee account. It must never be selected silently.</summary>
    public static Guid OwnClientAccountUuid { get; } = new("4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b304");

    /// <summary>An ordinary client with several executions. Nearly all its nested resources have values.</summary>
    public static Guid ClientAccountUuid { get; } = new("4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b311");

    /// <summary>The firm that all data in the sandbox belongs to.</summary>
    public static Guid FirmUuid { get; } = new("4c1f0a52-8d37-5b6e-a1c4-6f0e92d7b3f0");

    /// <summary>The blueprint of the seed execution: "Send client welcome pack to newly created client".</summary>
    public static Guid WelcomeBlueprintUuid { get; } = new("b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d201");

    /// <summary>The blueprint "Annual review reminder", whose steps form a tree: two steps, then a condition with three steps if it is met and two if it is not.</summary>
    public static Guid BranchingBlueprintUuid { get; } = new("b1e7c3d4-2a90-5f18-8b6d-7c5a41e0d202");

    /// <summary>The incomplete task "Prepare the annual review pack" for the client <see cref="ClientAccountUuid"/>. It has one subtask.</summary>
    public static Guid TaskUuid { get; } = new("c3a5d8e1-7f20-5b49-9e34-1d6b80f7a401");

    /// <summary>The only case that a task can be about: "Pension transfer", for the client <see cref="ClientAccountUuid"/>.</summary>
    public static Guid CaseUuid { get; } = new("c3a5d8e1-7f20-5b49-9e34-1d6b80f7a4ca");

    /// <summary>The only plan that a task can be about. The sandbox has no other data about it.</summary>
    public static Guid PlanUuid { get; } = new("c3a5d8e1-7f20-5b49-9e34-1d6b80f7a4b1");

    /// <summary>A webhook subscription to <c>account.created</c> and <c>account.updated</c>. Its URL was last called five hours before the sandbox started.</summary>
    public static Guid WebhookSubscriptionUuid { get; } = new("d4f6b1c9-58e2-5a07-8c13-2e97a6d0b501");

    /// <summary>
    /// The only document that <c>GET /api/v1/document/{uuid}/content/docx</c> returns. It is not a
    /// Word file: each byte is its position modulo 251. <see cref="SandboxOptions.DocumentLength"/> is the number of bytes.
    /// </summary>
    public static Guid DocumentUuid { get; } = new("e5a7c2da-69f3-5b18-9d24-3fa8b7e1c601");

    /// <summary>The signed-in user, as returned by <c>GET /api/v1/me</c>. This is a user, not an account.</summary>
    public static Guid UserUuid { get; } = new("7d2b9e60-31fa-5c84-b0a7-95e8c4d61f01");
}
