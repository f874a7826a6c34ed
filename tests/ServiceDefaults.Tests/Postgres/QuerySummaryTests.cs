using OtelShop.ServiceDefaults.Postgres;

namespace OtelShop.ServiceDefaults.Tests.Postgres;

public sealed class QuerySummaryTests
{
    [Theory]
    [InlineData("SELECT o.id FROM orders AS o WHERE o.id = @id", "SELECT orders")]
    [InlineData("SELECT o.id FROM checkout.orders AS o\nINNER JOIN checkout.lines AS l ON l.order_id = o.id", "SELECT orders; SELECT lines")]
    [InlineData("INSERT INTO payment.charges (id) VALUES (@p0)\nON CONFLICT (id) DO UPDATE SET state = @p1", "INSERT charges")]
    [InlineData("SELECT * FROM payment.charges WHERE id = @p0 FOR UPDATE SKIP LOCKED", "SELECT charges")]
    [InlineData("UPDATE outbox SET tried_at = @p0;\nDELETE FROM outbox WHERE id = @p1;", "UPDATE outbox; DELETE outbox")]
    [InlineData("SELECT count(*) FROM (SELECT id FROM \"Orders\") AS t", "SELECT Orders")]
    [InlineData("BEGIN TRANSACTION ISOLATION LEVEL READ COMMITTED", "BEGIN")]
    public void A_query_is_named_by_its_operations_and_tables(string sql, string summary) => Assert.Equal(summary, QuerySummary.Of(sql));

    [Fact]
    public void A_summary_has_at_most_255_characters() =>
        Assert.Equal(255, QuerySummary.Of(string.Join(";", Enumerable.Range(0, 100).Select(number => $"DELETE FROM table{number}"))).Length);

    [Fact]
    public void Values_are_no_part_of_a_summary() =>
        Assert.Equal("SELECT users", QuerySummary.Of("SELECT 'from secret' , id FROM users WHERE mail = 'a@example.com'"));
}
