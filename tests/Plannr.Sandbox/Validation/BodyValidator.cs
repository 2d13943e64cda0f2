namespace Plannr.Sandbox.Validation;

/// <summary>Validates the fields of a body and reports errors in the format and with the messages of Laravel's validator.</summary>
internal sealed class BodyValidator(JsonObject body)
{
    private readonly List<(string Field, string Message)> _failures = [];

    /// <summary>Returns the rules for a field. Apply them in Laravel's order.</summary>
    public FieldRules this[string field] => new(_failures, field, body[field], body.ContainsKey(field));

    /// <summary>Throws if a rule has failed.</summary>
    /// <exception cref="ApiException">422 with the messages of all failed rules.</exception>
    public void Check()
    {
        if (_failures.Count == 0)
        {
            return;
        }

        var errors = new JsonObject();
        foreach (IGrouping<string, (string Field, string Message)> field in _failures.GroupBy(failure => failure.Field))
        {
            errors[field.Key] = new JsonArray(field.Select(failure => (JsonNode?)failure.Message).ToArray());
        }

        int more = _failures.Count - 1;
        string summary = more == 0 ? string.Empty : $" (and {more} more error{(more == 1 ? string.Empty : "s")})";
        throw new ApiException((HttpStatusCode)422, _failures[0].Message + summary)
        {
            Details = new Dictionary<string, JsonNode> { ["errors"] = errors },
        };
    }
}
