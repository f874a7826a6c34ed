using OtelShop.Dashboard.Resources;

namespace OtelShop.Dashboard.Tests.Resources;

/// <summary>Resources for tests.</summary>
internal static class Samples
{
    public static ResourceView Cart { get; } = new()
    {
        Name = "cart",
        DisplayName = "cart",
        ResourceType = "Project",
        State = "Running",
        StateStyle = "success",
        Health = ResourceHealth.Healthy,
        Source = "/shop/Cart.csproj",
        StartedAt = DateTimeOffset.UnixEpoch.AddDays(20_000),
        Urls = [new ResourceUrl("http", "http://localhost:8080", null, IsInternal: false, IsInactive: false)],
        Environment = [new ResourceVariable("COLOUR", "red & blue", IsSecret: false), new ResourceVariable("API_KEY", ResourceVariable.Mask, IsSecret: true)],
        Relationships = [new ResourceRelationship("valkey", "Reference")],
        Commands =
        [
            new ResourceCommand("stop", "Stop", null, null, IsHighlighted: false, IsEnabled: true),
            new ResourceCommand("start", "Start", null, null, IsHighlighted: false, IsEnabled: false),
            new ResourceCommand("wipe", "Wipe", null, "Forget every cart?", IsHighlighted: false, IsEnabled: true),
        ],
    };

    public static ResourceView Valkey { get; } = new() { Name = "valkey", DisplayName = "valkey", ResourceType = "Valkey", State = "Running" };

    public static ResourceView Postgres { get; } = new() { Name = "postgres", DisplayName = "postgres", ResourceType = "PostgresServer", State = "Running" };

    public static ResourceView Orders { get; } = new()
    {
        Name = "orders",
        DisplayName = "orders",
        ResourceType = "PostgresDatabase",
        State = "Running",
        Relationships = [new ResourceRelationship("postgres", "Parent")],
    };

    public static ResourceView Password { get; } = new()
    {
        Name = "password",
        DisplayName = "password",
        ResourceType = "Parameter",
        State = "Running",
        Properties = [new ResourceVariable("Value", ResourceVariable.Mask, IsSecret: true)],
    };
}
