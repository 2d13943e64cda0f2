namespace Plannr.PowerShell.Accounts;

/// <summary>Gets client, employee and external accounts, by search or by UUID. Search results are returned page by page, as the pages arrive. Accounts specified by UUID are requested in parallel and returned in the order of the input.</summary>
/// <include file='Get-PlannrAccount.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrAccount", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Account))]
public sealed class GetPlannrAccountCommand : GetCommand<Account>
{
    private const string ListSet = "List";
    private const string UuidSet = "Uuid";

    /// <summary>Specifies the UUIDs of the accounts. You can also pipe in accounts and other objects that contain an account's UUID, such as executions with their accounts, step rows and logins.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = UuidSet)]
    [Alias("Id", "AccountUuid")]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public AccountReference[] Uuid { get; set; } = [];

    /// <summary>Specifies the names of the accounts. Without wildcards, part of the first, last or entity name is enough; with wildcards, the pattern must match the full name, the first name or the last name as a whole. Case is ignored. By default, accounts are not filtered by name.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [Pattern]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    [FilterText(AllowsComma = true)]
    [Texts]
    public string[]? Name { get; set; }

    /// <summary>Specifies primary email addresses, or parts of them. By default, accounts are not filtered by email address.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("PrimaryEmail")]
    [FilterText]
    [Texts]
    public string[]? Email { get; set; }

    /// <summary>Specifies primary phone numbers, or parts of them, in the format that Plannr uses: with the country code and without spaces, such as +44770. By default, accounts are not filtered by phone number.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("PrimaryPhoneNumber")]
    [FilterText]
    [Texts]
    public string[]? PhoneNumber { get; set; }

    /// <summary>Specifies account types: client, employee or external. By default, accounts of all types are returned.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(AccountTypeCompleter))]
    [FilterText]
    [Texts]
    public string[]? Type { get; set; }

    /// <summary>Specifies account roles: individual, joint, trust or business for clients; owner, admin or member for employees; introducer for external accounts. By default, accounts with any role are returned.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(AccountRoleCompleter))]
    [FilterText]
    [Texts]
    public string[]? Role { get; set; }

    /// <summary>Specifies client statuses by UUID, by name or by part of either. Each firm defines its own statuses. By default, accounts with any status are returned.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [FilterText]
    [Texts]
    public string[]? Status { get; set; }

    /// <summary>Specifies groups by UUID, by name or by part of either. By default, accounts are not filtered by group.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [FilterText]
    [Texts]
    public string[]? Group { get; set; }

    /// <summary>Returns accounts that were created at or after this time. A time without an offset is in your computer's time zone.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Time]
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>Returns accounts that were created before this time. A time without an offset is in your computer's time zone.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Time]
    public DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>Returns accounts that became inactive on or after this day. The time of day is ignored.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Time]
    public DateTimeOffset? InactiveAfter { get; set; }

    /// <summary>Returns accounts that became inactive before this day. The time of day is ignored.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Time]
    public DateTimeOffset? InactiveBefore { get; set; }

    /// <summary>Returns accounts whose next review is at or after this time. A time without an offset is in your computer's time zone. The module applies this filter to the results. Unless you use -Sort, the list is sorted by next_review_date and read only as far as needed.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Time]
    public DateTimeOffset? NextReviewAfter { get; set; }

    /// <summary>Returns accounts whose next review is before this time. Accounts without a review date are not returned. A time without an offset is in your computer's time zone.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Time]
    public DateTimeOffset? NextReviewBefore { get; set; }

    /// <summary>Returns only prospects. To return only accounts that are not prospects, use -IsProspect:$false.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter IsProspect { get; set; }

    /// <summary>Specifies values of custom fields as a hashtable, such as @{ pet_name = 'Doug' }. The keys are the fields' references. An account has to match every field; if you specify several values for a field, it is enough to match one of them. By default, accounts are not filtered by custom field.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [FilterText]
    public IDictionary? CustomField { get; set; }

    /// <summary>Specifies related records to include, such as tags or assigned_adviser. By default, a search includes few related records.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(AccountIncludeCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Include { get; set; }

    /// <summary>Specifies the fields to sort by: created_at, updated_at, first_name, last_name, email or a review date. A minus sign before a field reverses the order for that field. The default is created_at or, with -NextReviewAfter or -NextReviewBefore, next_review_date.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(AccountSortCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Sort { get; set; }

    /// <summary>Sorts in descending order.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Descending { get; set; }

    /// <summary>Specifies the maximum number of concurrent requests when you specify accounts by UUID. The default is 8. If you use -PipelineVariable, set -ThrottleLimit to 1: each result is then written before the next object is read from the pipeline. With a higher limit, the cmdlet reads ahead in the pipeline.</summary>
    [Parameter(ParameterSetName = UuidSet)]
    [ValidateRange(1, 64)]
    public int ThrottleLimit { get; set; } = 8;

    private protected override string Activity => "Getting accounts";

    private protected override void Process()
    {
        if (ParameterSetName == ListSet)
        {
            Search();
        }
        else
        {
            Get(Uuid, ThrottleLimit);
        }
    }

    private protected override Task<Account> GetAsync(IPlannrClient client, Guid uuid) => client.GetAsync(Endpoints.GetAccount.At(uuid), null, Cancellation);

    private void Search()
    {
        var filter = new AccountFilter(this);
        PlannrQuery query = new PlannrQuery()
            .Filter("name", filter.Name?.Sent)
            .Filter("primary_email", Email)
            .Filter("primary_phone_number", PhoneNumber)
            .Filter("type", Type)
            .Filter("role", Role)
            .Filter("status", Status)
            .Filter("groups", Group)
            .Filter("is_prospect", Given(nameof(IsProspect)))
            .FilterAfter("created_after", CreatedAfter)
            .FilterBefore("created_before", CreatedBefore)
            .FilterAfter("inactive_after", filter.InactiveAfter)
            .FilterBefore("inactive_before", filter.InactiveBefore);
        foreach (KeyValuePair<string, IReadOnlyList<string>> field in FilterTexts.ByReference(CustomField))
        {
            query.Filter("custom_field:" + field.Key, field.Value);
        }

        // Sort by review date, so that only the necessary pages are requested.
        string[]? sort = Sort;
        if (sort is null && (NextReviewAfter ?? NextReviewBefore) is not null)
        {
            sort = ["next_review_date"];
            query.NotBefore = NextReviewAfter;
            query.NotAfter = NextReviewBefore;
        }

        // If the module filters the results, the number of accounts to read is unknown, so the page size is not reduced.
        query.Include(Include).Sort(SortOrder.Join(sort, Descending)).Page(filter.IsOpen ? Quota.PageSize() : null);
        List(client => client.List(Endpoints.ListAccounts, query), filter.Passes, isTotalExact: filter.IsOpen);
    }
}
