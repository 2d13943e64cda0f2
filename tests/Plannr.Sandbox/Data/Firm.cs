namespace Plannr.Sandbox.Data;

/// <summary>A financial-advice firm.</summary>
internal sealed record Firm(Guid Uuid, string Name, string Slug, DateTimeOffset CreatedAt);
