namespace OtelShop.ServiceDefaults.Tests.Postgres;

internal sealed class Planet
{
    public required string Name { get; init; }
}
