using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.ProductCatalogs.Tests;

/// <summary>The service on a PostgreSQL database of its own, which it has just set up.</summary>
public sealed class CatalogFixture : IAsyncLifetime
{
    private readonly PostgresServer _postgres = new();

    internal string ConnectionString { get; private set; } = null!;

    internal TestFlags Flags { get; } = new();

    internal ServiceHost<Program> Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _postgres.InitializeAsync();
        ConnectionString = await _postgres.CreateDatabaseAsync();
        Host = new ServiceHost<Program>(Flags.AddTo, ("ConnectionStrings:catalog", ConnectionString));
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}
