namespace Plannr.Sandbox.Validation;

/// <summary>Holds the fields of a body to rules, and refuses a bad one in the words and the shape of Laravel's validator.</summary>
internal sealed class BodyValidator(JsonObject body)
{
    private readonly List<(string Field, string Message)> _failures = [];

    /// <summary>The rules of a field, to be called in the order in which Laravel would list them.</summary>
    public FieldRules this[string field] => new(_failures, field, body[field], body.ContainsKey(field));

    /// <exception cref="ApiException">422 with everything that a rule had to say.</exception>
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
