using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Oteldemo;
using OtelShop.Accountings;
using OtelShop.ServiceDefaults.Kafka;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Fuzz;

namespace OtelShop.Accounting.Tests;

public sealed class OrderFuzzTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private static readonly byte[][] Messages = [Orders.Order("o-1", ("OLJCESPC7Z", 2), ("66VCHSJNUP", 1)).ToByteArray(), new OrderResult { OrderId = "o-2" }.ToByteArray()];
    private static readonly string[] Tokens = ["\0", "\u00ff", "\u0080", "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u0001", "\n", "\u0008", "\u001a", "\"", "EUR"];

    [Fact]
    public async Task A_message_of_the_orders_topic_is_booked_or_rejected()
    {
        var books = await Books.CreateAsync(server);
        using var telemetry = new AccountingTelemetry();

        await Fuzzer.RunAsync(Messages, Tokens, async input =>
        {
            try
            {
                await using var database = books.Open();
                await new OrderLedger(database, telemetry, NullLogger<OrderLedger>.Instance).HandleAsync(OrderResult.Parser.ParseFrom(input), DateTimeOffset.UnixEpoch, CancellationToken.None);
            }
            catch (Exception error) when (error is InvalidProtocolBufferException or KafkaMessageRejectedException)
            {
                // Both go to the dead letters.
            }

            return null;
        }, share: 0.1);
    }
}
