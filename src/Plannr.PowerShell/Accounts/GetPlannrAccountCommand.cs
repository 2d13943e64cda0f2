namespace Plannr.PowerShell.Accounts;

/// <summary>Gets client, employee and external accounts, by search or by UUID. A search streams page by page; UUIDs are requested in parallel and returned in the order of the input.</summary>
/// <include file='Get-PlannrAccount.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrAccount", DefaultParameterSetName = ListSet, SupportsPaging = true)]
[OutputType(typeof(Account))]
public sealed class GetPlannrAccountCommand : GetCommand<Account>
{
    private const string ListSet = "List";
    private const string UuidSet = "Uuid";

    /// <summary>Specifies the UUIDs of the accounts. An execution with its account, a step row or a login from the pipeline stands for its account.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = UuidSet)]
    [Alias("Id", "AccountUuid")]
    [ArgumentCompleter(typeof(AccountCompleter))]
    public AccountReference[] Uuid { get; set; } = [];

    /// <summary>Specifies parts of first, last and entity names, of which one has to match; with wildcards, patterns for the whole name. Case is ignored.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [Pattern]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    [FilterText(AllowsComma = true)]
    [Texts]
    public string[]? Name { get; set; }

    /// <summary>Parts of the primary e-mail address. The API calls its other filter by e-mail deprecated, so that one is not used.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("PrimaryEmail")]
    [FilterText]
    [Texts]
    public string[]? Email { get; set; }

    /// <summary>Parts of the primary phone number, as Plannr holds it: with the country before it and no spaces, such as +44770.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("PrimaryPhoneNumber")]
    [FilterText]
    [Texts]
    public string[]? PhoneNumber { get; set; }

    /// <summary>The types: client, employee or external.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(AccountTypeCompleter))]
    [FilterText]
    [Texts]
    public string[]? Type { get; set; }

    /// <summary>The roles: individual, joint, trust or business of clients; owner, admin or member of employees; introducer of external accounts.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(AccountRoleCompleter))]
    [FilterText]
    [Texts]
    public string[]? Role { get; set; }

    /// <summary>Parts of the names of client statuses, or their UUIDs. A firm makes its own statuses.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [FilterText]
    [Texts]
    public string[]? Status { get; set; }

    /// <summary>Parts of the names of groups, or their UUIDs.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [FilterText]
    [Texts]
    public string[]? Group { get; set; }

    /// <summary>Accounts created at this time or later. A time without an offset is of this machine's time zone.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Time]
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>Accounts created before this time.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Time]
    public DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>Accounts that became inactive on this day or later. The time of day makes no difference.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Time]
    public DateTimeOffset? InactiveAfter { get; set; }

    /// <summary>Accounts that became inactive before this day. The time of day makes no difference.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Time]
    public DateTimeOffset? InactiveBefore { get; set; }

    /// <summary>Returns accounts whose next review is at or after this time. The module filters and reads the list by next_review_date, as far as needed, unless you use -Sort.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Time]
    public DateTimeOffset? NextReviewAfter { get; set; }

    /// <summary>Returns accounts whose next review is before this time. Accounts without a date are not returned.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Time]
    public DateTimeOffset? NextReviewBefore { get; set; }

    /// <summary>Prospects alone; with -IsProspect:$false all but those.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter IsProspect { get; set; }

    /// <summary>Specifies values of custom fields by reference, such as @{ pet_name = 'Doug' }. All fields have to match; of several values of one field, one.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [FilterText]
    public IDictionary? CustomField { get; set; }

    /// <summary>Specifies related records to include, such as tags or assigned_adviser. By default, a search returns few of them.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(AccountIncludeCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Include { get; set; }

    /// <summary>The field to order by, with a minus before it for the other way round: created_at, updated_at, first_name, last_name, email or a review date. created_at by default.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(AccountSortCompleter))]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Sort { get; set; }

    /// <summary>Orders the other way round.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Descending { get; set; }

    /// <summary>Specifies how many accounts are requested in parallel. 8 by default. With 1, each result is written before the next object is read from the pipeline, as -PipelineVariable needs; with more, objects are read ahead.</summary>
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

        // With a filter of the module's own, how much has to be read is not known.
        string[]? sort = Sort;
        if (sort is null && (NextReviewAfter ?? NextReviewBefore) is not null)
        {
            sort = ["next_review_date"];
            query.NotBefore = NextReviewAfter;
            query.NotAfter = NextReviewBefore;
        }

        query.Include(Include).Sort(SortOrder.Join(sort, Descending)).Page(filter.IsOpen ? Quota.PageSize() : null);
        List(client => client.List(Endpoints.ListAccounts, query), filter.Passes, isTotalExact: filter.IsOpen);
    }
}
