using Microsoft.EntityFrameworkCore;
using Npgsql;
using OtelShop.Accountings;
using OtelShop.Testing.Backing;

namespace OtelShop.Accounting.Tests;

/// <summary>An accounting database of its own.</summary>
internal sealed class Books(string connectionString)
{
    public string ConnectionString { get; } = connectionString;

    /// <summary>With the tables.</summary>
    public static async Task<Books> CreateAsync(PostgresServer server)
    {
        var books = new Books(await server.CreateDatabaseAsync());
        await using var database = books.Open();
        await database.Database.MigrateAsync();
        return books;
    }

    public AccountingDbContext Open() =>
        new(new DbContextOptionsBuilder<AccountingDbContext>().UseNpgsql(ConnectionString).UseSnakeCaseNamingConvention().Options);

    public async Task<OrderRow?> FindAsync(string orderId)
    {
        await using var database = Open();
        return await database.Orders.Include(order => order.Shipping).Include(order => order.Items.OrderBy(item => item.LineNumber))
            .SingleOrDefaultAsync(order => order.OrderId == orderId);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
