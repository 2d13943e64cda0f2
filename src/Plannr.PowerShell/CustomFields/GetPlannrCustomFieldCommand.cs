namespace Plannr.PowerShell.CustomFields;

/// <summary>Gets the definitions of the firm's custom fields. The list is returned page by page, as the pages arrive.</summary>
/// <include file='Get-PlannrCustomField.xml' path='help/*'/>
[Cmdlet(VerbsCommon.Get, "PlannrCustomField", SupportsPaging = true)]
[OutputType(typeof(CustomField))]
public sealed class GetPlannrCustomFieldCommand : GetCommand<CustomField>
{
    /// <summary>Specifies the names of the custom fields. Wildcards are permitted; case is ignored. By default, all custom fields are returned.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [Pattern]
    [ValidateNotNullOrEmpty]
    [Texts]
    public string[]? Name { get; set; }

    /// <summary>Specifies the types of record that the fields belong to: client, board_task, case, plan or task. Wildcards are permitted. By default, the fields of all types of record are returned.</summary>
    [Parameter]
    [SupportsWildcards]
    [Pattern]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CustomFieldModelCompleter))]
    [Texts]
    public string[]? ModelType { get; set; }

    private protected override string Activity => "Getting custom fields";

    private protected override void Process()
    {
        var name = Wildcards.From(Name);
        var type = Wildcards.From(ModelType);
        PlannrQuery query = new PlannrQuery().Page(name is null && type is null ? Quota.PageSize() : null);
        List(client => client.List(Endpoints.ListCustomFields, query), record => name?.Match(record.Name) != false && type?.Match(record.ModelType) != false, isTotalExact: name is null && type is null);
    }
}

/// <summary>Completes the types of record that can have custom fields.</summary>
public sealed class CustomFieldModelCompleter() : WordCompleter("client", "board_task", "case", "plan", "task");
