namespace Plannr.Client;

internal sealed partial class PlannrClient
{
    public Task<Account> GetAccountAsync(Guid uuid, IPlannrObserver? observer, CancellationToken cancellationToken) =>
        Transport.GetOneAsync($"api/v1/account/{uuid}", uuid, AccountShapes.Account, account => account.Uuid, observer, cancellationToken);

    public IPlannrPages<Account> ListAccounts(AccountQuery query, IPlannrObserver? observer)
    {
        ListQuery parameters = new ListQuery()
            .Filter("name", query.Names)
            .Filter("primary_email", query.Emails)
            .Filter("primary_phone_number", query.PhoneNumbers)
            .Filter("type", query.Types)
            .Filter("role", query.Roles)
            .Filter("status", query.Statuses)
            .Filter("groups", query.Groups)
            .Filter("is_prospect", query.IsProspect)
            .FilterAfter("created_after", query.CreatedAfter)
            .FilterBefore("created_before", query.CreatedBefore)
            .FilterAfter("inactive_after", query.InactiveAfter)
            .FilterBefore("inactive_before", query.InactiveBefore);
        foreach (KeyValuePair<string, IReadOnlyList<string>> field in query.CustomFields)
        {
            parameters.Filter("custom_field:" + field.Key, field.Value);
        }

        return List("api/v1/account", parameters.Include(query.Include).Sort(query.Sort), query.PageSize, AccountShapes.Account, account => account.Uuid, observer);
    }
}
