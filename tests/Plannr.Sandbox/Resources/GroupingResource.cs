namespace Plannr.Sandbox.Resources;

/// <summary>Writes the groupings of accounts: groups, tags and circles.</summary>
internal static class GroupingResource
{
    private static readonly string? Created = UkTime.Timestamp(SeedRun.Moment.AddYears(-2));

    public static JsonObject WriteGroup(string name, IEnumerable<Account> members)
    {
        var participants = members.Select(Participant).ToArray<JsonNode?>();
        var json = Named("group", name);
        // The API sends this number as a string.
        json["participants_count"] = participants.Length.ToString(CultureInfo.InvariantCulture);
        json["participants"] = new JsonArray(participants);
        return json;
    }

    public static JsonObject WriteTag(string name)
    {
        var json = Named("tag", name);
        json["colour"] = "#ef4582";
        return json;
    }

    public static JsonObject WriteCircle(string name, IEnumerable<Account> members) => new()
    {
        ["uuid"] = StableUuid.FromName("circle/" + name).ToString(),
        ["created_at"] = Created,
        ["updated_at"] = Created,
        ["name"] = name,
        ["photo_url"] = null,
        ["bg_colour"] = "#7c5cbf",
        ["accounts"] = new JsonArray(members.Select(AccountResource.WriteBrief).ToArray<JsonNode?>()),
    };

    private static JsonObject Named(string kind, string name) => new()
    {
        ["uuid"] = StableUuid.FromName($"{kind}/{name}").ToString(),
        ["created_at"] = Created,
        ["updated_at"] = Created,
        ["name"] = name,
        ["slug"] = Slug(name),
    };

    // The names of the firm's groups and tags are ASCII, so slugs need no transliteration.
    private static string Slug(string name) =>
        new(name.Select(character => char.IsLetterOrDigit(character) ? char.ToLowerInvariant(character) : '-').ToArray());

    private static JsonObject Participant(Account account) => new()
    {
        ["uuid"] = account.Uuid.ToString(),
        ["role"] = account.Role,
        ["first_name"] = account.FirstName,
        ["last_name"] = account.LastName,
        ["name"] = account.Name,
        ["email"] = account.Email,
    };
}
