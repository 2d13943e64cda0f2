using System.Text.Json.Serialization;

namespace Plannr.Benchmarks.Reading;

/// <summary>A page of executions for the plain serializer, which is not lenient and skips unknown fields.</summary>
internal sealed class BarePage
{
    public List<Execution> Data { get; set; } = [];

    public PageLinks? Links { get; set; }

    internal sealed class PageLinks
    {
        public string? Next { get; set; }
    }

    internal sealed class Execution
    {
        public Guid? Uuid { get; set; }

        public DateTimeOffset? CreatedAt { get; set; }

        public DateTimeOffset? UpdatedAt { get; set; }

        public string? Status { get; set; }

        public string? TriggeredBy { get; set; }

        public string? Name { get; set; }

        public List<Step> Steps { get; set; } = [];
    }

    internal sealed class Step
    {
        public Guid? Uuid { get; set; }

        public DateTimeOffset? CreatedAt { get; set; }

        public DateTimeOffset? UpdatedAt { get; set; }

        public DateTimeOffset? ExecutedAt { get; set; }

        public string? Status { get; set; }

        public string? Info { get; set; }

        public string? Name { get; set; }
    }
}

/// <summary>The serializer's source-generated context.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BarePage))]
internal sealed partial class BareJson : JsonSerializerContext;
