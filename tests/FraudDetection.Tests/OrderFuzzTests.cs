using Google.Protobuf;
using Oteldemo;
using OtelShop.ServiceDefaults.Kafka;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Fuzz;

namespace OtelShop.FraudDetection.Tests;

public sealed class OrderFuzzTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private static readonly byte[][] Messages = [Orders.Ordinary("o-1", quantity: 2).ToByteArray(), Orders.Ordinary("o-2", currency: "JPY").ToByteArray(), new OrderResult { OrderId = "o-3" }.ToByteArray()];
    private static readonly string[] Tokens = ["\0", "\u00ff", "\u0080", "\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u0001", "\n", "\u0008", "\u001a", "\"", "EUR"];

    [Fact]
    public async Task A_message_of_the_orders_topic_is_screened_or_rejected()
    {
        await using var screening = new Screening(await server.CreateDatabaseAsync());
        await screening.CreateTablesAsync();

        await Fuzzer.RunAsync(Messages, Tokens, async input =>
        {
            try
            {
                await screening.HandleAsync(OrderResult.Parser.ParseFrom(input));
            }
            catch (Exception error) when (error is InvalidProtocolBufferException or KafkaMessageRejectedException)
            {
                // Both go to the dead letters.
            }

            return null;
        }, share: 0.1);
    }
}
