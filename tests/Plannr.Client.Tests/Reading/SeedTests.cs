namespace Plannr.Client.Tests.Reading;

/// <summary>Tests every value of the example in the API reference, with its type.</summary>
public sealed class SeedTests : ServedApiTests
{
    private const string SeedInfo = "\"[{errors : \"the account_uuid field is required\" }]\"";
    private const string SeedError = "the account_uuid field is required";

    private static readonly DateTimeOffset Moment = new(2026, 5, 19, 18, 31, 18, TimeSpan.FromHours(1));
    private static readonly Guid ExecutionUuid = new("82f16694-dbe3-4787-bd57-ab9eec12b43f");
    private static readonly Guid AccountUuid = new("2066e7c6-feb1-4e00-b55a-8a0f91d47bad");

    [Fact]
    public async Task Execution_has_every_value_of_the_example()
    {
        AutomationExecution execution = await Api.GetAsync(SeedJson.Text);

        Assert.Equal(ExecutionUuid, execution.Uuid);
        AssertMoment(execution.CreatedAt);
        AssertMoment(execution.UpdatedAt);
        Assert.Equal("in_progress", execution.Status);
        Assert.Equal("client.created", execution.TriggeredBy);
        Assert.Equal("Send client welcome pack to newly created client", execution.Name);
        Assert.Single(execution.Steps);
        Assert.NotNull(execution.NextStep);
        Assert.NotNull(execution.PreviousStep);
        Assert.NotNull(execution.Account);
        Assert.Empty(execution.AdditionalProperties);
        Assert.Null(execution.RawText);
        Assert.Equal("Send client welcome pack to newly created client", execution.ToString());
    }

    [Fact]
    public async Task Calculated_properties_of_the_execution_match_the_example()
    {
        AutomationExecution execution = await Api.GetAsync(SeedJson.Text);

        Assert.Equal(1, execution.StepCount);
        Assert.Equal(1, execution.CompletedStepCount);
        Assert.Equal(AccountUuid, execution.AccountUuid);
        Assert.Equal("Gareth Thompson", execution.AccountName);
        Assert.True(execution.HasError);
        Assert.Equal([SeedError], execution.Errors);
    }

    [Theory]
    [InlineData("steps", "8434bd65-74d9-4c5b-9db3-9887e056f56f", 1)]
    [InlineData("next_step", "909fc0bd-a943-4977-81bc-cb613d4443f9", null)]
    [InlineData("previous_step", "f790902a-eaaf-4d3a-8a54-ffda93154089", null)]
    public async Task Each_step_has_every_value_of_the_example(string field, string uuid, int? position)
    {
        AutomationExecution execution = await Api.GetAsync(SeedJson.Text);
        AutomationStep step = field switch
        {
            "steps" => execution.Steps.Single(),
            "next_step" => execution.NextStep!,
            _ => execution.PreviousStep!,
        };

        Assert.Equal(new Guid(uuid), step.Uuid);
        AssertMoment(step.CreatedAt);
        AssertMoment(step.UpdatedAt);
        AssertMoment(step.ExecutedAt);
        Assert.Equal("completed", step.Status);
        Assert.Equal(SeedInfo, step.Info);
        Assert.Equal("Send SMS", step.Name);
        Assert.Equal(position, step.Position);
        Assert.Equal(ExecutionUuid, step.ExecutionUuid);
        Assert.Equal("Send client welcome pack to newly created client", step.ExecutionName);
        Assert.True(step.HasError);
        Assert.Equal([SeedError], step.Errors);
        Assert.Empty(step.AdditionalProperties);
        Assert.Null(step.RawText);
        Assert.Equal("Send SMS (completed)", step.ToString());
    }

    [Fact]
    public async Task Account_has_every_simple_value_of_the_example()
    {
        Account account = (await Api.GetAsync(SeedJson.Text)).Account!;

        Assert.Equal(AccountUuid, account.Uuid);
        Assert.Equal("client", account.Type);
        Assert.Equal("client", account.Role);
        Assert.Equal("Gareth", account.FirstName);
        Assert.Equal("Thompson", account.LastName);
        Assert.Equal("Gareth Thompson", account.Name);
        Assert.Equal("gareth@codepotato.co.uk", account.Email);
        Assert.Equal("https://eu.ui-avatars.com/api/?name=gareth+thompson", account.PhotoUrl);
        Assert.True(account.WithLogin);
        Assert.True(account.HasJointAccount);
        Assert.False(account.CanBeDeleted);
        Assert.Equal(100m, account.OwnershipPercentage);
        Assert.Equal("ABC12345", account.ReferralCode);
        Assert.Empty(account.AdditionalProperties);
        Assert.Null(account.RawText);
        Assert.Equal("Gareth Thompson", account.ToString());
    }

    [Fact]
    public async Task Account_has_every_date_of_the_example_with_its_offset()
    {
        Account account = (await Api.GetAsync(SeedJson.Text)).Account!;

        AssertMoment(account.CreatedAt);
        AssertMoment(account.UpdatedAt);
        AssertMoment(account.FirstContactDate);
        AssertMoment(account.NextReviewDate);
        AssertMoment(account.PreviousReviewDate);
        AssertMoment(account.AnniversaryReviewDate);
        AssertMoment(account.TermsOfBusinessAt);
        AssertMoment(account.ClientAgreementAt);
        AssertMoment(account.LastInteractionAt);
        AssertDate(new DateTimeOffset(2026, 5, 19, 0, 0, 0, TimeSpan.FromHours(1)), account.InactiveAt);
    }

    [Fact]
    public async Task Account_permissions_are_keyed_by_name_and_match_the_example()
    {
        Account account = (await Api.GetAsync(SeedJson.Text)).Account!;

        Assert.Equal(["firm:read", "network:read"], account.Permissions.Keys);
        Assert.Equal(["firm"], account.Permissions["firm:read"]);
        Assert.Equal(["network:uuid"], account.Permissions["network:read"]);
        Assert.Equal("firm:read=firm; network:read=network:uuid", account.Permissions.ToString());
    }

    [Fact]
    public async Task Class_name_instead_of_a_resource_is_kept_as_raw_text()
    {
        Account account = (await Api.GetAsync(SeedJson.Text)).Account!;

        (PlannrResource? Resource, string ClassName)[] nested =
        [
            (account.Firm, "FirmResource"),
            (account.PrimaryPhoneNumber, "ContactDetailResource"),
            (account.PrimaryEmail, "ContactDetailResource"),
            (account.CurrentTimeEntry, "TimeEntryResource"),
            (account.AssignedAdviser, "AccountResource"),
            (account.AssignedAdministrator, "AccountResource"),
            (account.AssignedParaplanner, "AccountResource"),
            (account.IntroducedBy, "AccountResource"),
            (account.BusinessUnit, "BusinessUnitResource"),
            (account.JointAccountCircle, "CircleResource"),
            (Assert.Single(account.Groups), "GroupResource"),
            (Assert.Single(account.Tags), "TagResource"),
            (Assert.Single(account.Owners), "AccountResource"),
            (Assert.Single(account.Circles), "CircleResource"),
            (Assert.Single(account.CustomFields), "CustomFieldValueResource"),
            (Assert.Single(account.ExternalReferences), "ExternalReferenceResource"),
        ];
        Assert.All(nested, item =>
        {
            Assert.Equal("App\\Http\\Resources\\" + item.ClassName, item.Resource!.RawText);
            Assert.Empty(item.Resource.AdditionalProperties);
            Assert.Equal(string.Empty, item.Resource.ToString());
        });
    }

    [Fact]
    public async Task Sandbox_returns_the_example_from_the_API_reference()
    {
        AutomationExecution fromPage = await Api.GetAsync(SeedJson.Text);
        Api.Server.Override = null;

        AutomationExecution fromSandbox = await Api.GetAsync();

        Assert.Equal(PropertyDump.Of(fromPage), PropertyDump.Of(fromSandbox));
    }

    private static void AssertMoment(DateTimeOffset? actual) => AssertDate(Moment, actual);

    /// <summary>Compares the dates and their offsets, because .NET treats dates with different offsets as equal if they are the same instant.</summary>
    private static void AssertDate(DateTimeOffset expected, DateTimeOffset? actual)
    {
        Assert.Equal(expected, actual);
        Assert.Equal(expected.Offset, actual!.Value.Offset);
    }
}
