namespace Plannr.PowerShell.Commands.Accounts;

// Looking for accounts.
public sealed partial class GetPlannrAccountCommand
{
    /// <summary>
    /// Parts of first, last and entity names, of which one has to fit; with wildcards, patterns for a whole name. Letter case makes no difference.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [SupportsWildcards]
    [Pattern]
    [ArgumentCompleter(typeof(AccountNameCompleter))]
    [FilterText(AllowsComma = true)]
    public string[]? Name { get; set; }

    /// <summary>Parts of the primary e-mail address. The API calls its other filter by e-mail deprecated, so that one is not used.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("PrimaryEmail")]
    [FilterText]
    public string[]? Email { get; set; }

    /// <summary>Parts of the primary phone number, as Plannr holds it: with the country before it and no spaces, such as +44770.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [Alias("PrimaryPhoneNumber")]
    [FilterText]
    public string[]? PhoneNumber { get; set; }

    /// <summary>The types: client, employee or external.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(AccountTypeCompleter))]
    [FilterText]
    public string[]? Type { get; set; }

    /// <summary>The roles: individual, joint, trust or business of clients; owner, admin or member of employees; introducer of external accounts.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(AccountRoleCompleter))]
    [FilterText]
    public string[]? Role { get; set; }

    /// <summary>Parts of the names of client statuses, or their UUIDs. A firm makes its own statuses.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [FilterText]
    public string[]? Status { get; set; }

    /// <summary>Parts of the names of groups, or their UUIDs.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [FilterText]
    public string[]? Group { get; set; }

    /// <summary>Accounts created at this time or later. A time without an offset is of this machine's time zone.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>Accounts created before this time.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>Accounts that became inactive on this day or later. The time of day makes no difference.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTimeOffset? InactiveAfter { get; set; }

    /// <summary>Accounts that became inactive before this day. The time of day makes no difference.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public DateTimeOffset? InactiveBefore { get; set; }

    /// <summary>Prospects alone; with -IsProspect:$false all but those.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter IsProspect { get; set; }

    /// <summary>
    /// The values of custom fields by the fields' references, such as @{ pet_name = 'Doug' }. All of them have to fit; of several values of one
    /// field, one.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [FilterText]
    public IDictionary? CustomField { get; set; }

    /// <summary>
    /// What to give beside the accounts' own fields, such as tags or assigned_adviser. Without it related objects are mostly missing from what a
    /// search gives.
    /// </summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(AccountIncludeCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Include { get; set; }

    /// <summary>The field to order by, with a minus before it for the other way round: created_at, updated_at, first_name, last_name, email or a review date. created_at by default.</summary>
    [Parameter(ParameterSetName = ListSet)]
    [ArgumentCompleter(typeof(AccountSortCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Sort { get; set; }

    /// <summary>Orders the other way round.</summary>
    [Parameter(ParameterSetName = ListSet)]
    public SwitchParameter Descending { get; set; }

    private void Search()
    {
        var filter = new AccountFilter
        {
            Name = NameSearch.Of(Name),
            CreatedAfter = CreatedAfter,
            CreatedBefore = CreatedBefore,
            InactiveAfter = InactiveAfter?.Date,
            InactiveBefore = InactiveBefore?.Date,
        };
        bool? isProspect = MyInvocation.BoundParameters.ContainsKey(nameof(IsProspect)) ? IsProspect.IsPresent : null;
        PlannrQuery query = new PlannrQuery()
            .Filter("name", filter.Name?.Sent)
            .Filter("primary_email", Email)
            .Filter("primary_phone_number", PhoneNumber)
            .Filter("type", Type)
            .Filter("role", Role)
            .Filter("status", Status)
            .Filter("groups", Group)
            .Filter("is_prospect", isProspect)
            .FilterAfter("created_after", CreatedAfter)
            .FilterBefore("created_before", CreatedBefore)
            .FilterAfter("inactive_after", Midnight(filter.InactiveAfter))
            .FilterBefore("inactive_before", Midnight(filter.InactiveBefore));
        foreach (KeyValuePair<string, IReadOnlyList<string>> field in FilterTexts.ByReference(CustomField))
        {
            query.Filter("custom_field:" + field.Key, field.Value);
        }

        // With a filter of ours nobody knows how much has to be read.
        query.Include(Include).Sort(SortOrder.Of(Sort, Descending)).Page(filter.IsOpen ? Quota.PageSize() : null);
        WriteList(Client.List(Endpoints.ListAccounts, query), filter.Passes, isTotalExact: filter.IsOpen);
    }

    private static DateTimeOffset? Midnight(DateTime? day) => day is { } known ? new DateTimeOffset(known, TimeSpan.Zero) : null;
}
