using System.Security.Cryptography;
using System.Text;
using Confluent.Kafka;
using OtelShop.Testing.Backing;

namespace OtelShop.KafkaDev.Tests;

/// <summary>Each test has a topic of its own, because the broker is shared.</summary>
public sealed class ConfluentClientTests(KafkaBroker broker) : IClassFixture<KafkaBroker>
{
    [Fact]
    public async Task A_message_arrives_with_key_value_and_headers()
    {
        using var producer = Clients.Producer(broker.BootstrapServers);
        await producer.ProduceAsync("arrival", Clients.Message("order-1", "a telescope", ("traceparent", "00-01"), ("empty", "")));
        using var consumer = Clients.Consumer(broker.BootstrapServers, "arrival");

        var result = consumer.Next();

        Assert.Equal(("order-1", "a telescope"), (result.Message.Key, result.Text()));
        Assert.Equal("00-01", Encoding.UTF8.GetString(result.Message.Headers.GetLastBytes("traceparent")));
        Assert.Empty(result.Message.Headers.GetLastBytes("empty"));
    }

    [Fact]
    public async Task A_consumer_goes_on_where_its_group_committed()
    {
        using var producer = Clients.Producer(broker.BootstrapServers);
        foreach (var value in new[] { "first", "second", "third" })
            await producer.ProduceAsync(new TopicPartition("commits", 0), Clients.Message("k", value));
        using (var before = Clients.Consumer(broker.BootstrapServers, "commits", "ledger"))
        {
            before.Commit(before.Next());
            before.Next();
            before.Close();
        }

        using var after = Clients.Consumer(broker.BootstrapServers, "commits", "ledger");

        Assert.Equal("second", after.Next().Text());
    }

    [Fact]
    public async Task Two_groups_read_the_same_messages_each_for_itself()
    {
        using var producer = Clients.Producer(broker.BootstrapServers);
        await producer.ProduceAsync("groups", Clients.Message("k", "shared"));
        using var accounting = Clients.Consumer(broker.BootstrapServers, "groups", "accounting");
        using var fraud = Clients.Consumer(broker.BootstrapServers, "groups", "fraud");

        Assert.Equal("shared", accounting.Next().Text());
        Assert.Equal("shared", fraud.Next().Text());
    }

    [Fact]
    public async Task A_message_of_four_mebibytes_arrives_whole()
    {
        var bytes = new byte[4 << 20];
        new Random(7).NextBytes(bytes);
        using var producer = Clients.Producer(broker.BootstrapServers);
        await producer.ProduceAsync("big", new Message<string, byte[]> { Key = "k", Value = bytes });
        using var consumer = Clients.Consumer(broker.BootstrapServers, "big");

        Assert.Equal(SHA256.HashData(bytes), SHA256.HashData(consumer.Next().Message.Value));
    }

    [Fact]
    public async Task Many_producers_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            using var producer = Clients.Producer(broker.BootstrapServers);
            await Task.WhenAll(Enumerable.Range(0, 25).Select(i => producer.ProduceAsync("crowd", Clients.Message("k", $"{number}/{i}"))));
        }));
        using var consumer = Clients.Consumer(broker.BootstrapServers, "crowd");

        var seen = Enumerable.Range(0, 200).Select(_ => consumer.Next().Text()).ToHashSet();

        Assert.Equal(200, seen.Count);
    }
}
