using System.Buffers;
using System.Text;
using OtelShop.ServiceMap.Spans;

namespace OtelShop.ServiceMap.Tests;

public sealed class SpanReaderTests
{
    [Theory]
    [InlineData("db.system.name=postgresql;db.namespace=catalog;server.address=db", NodeKind.Database, "catalog")]
    [InlineData("db.system=postgresql;db.name=catalog", NodeKind.Database, "catalog")]
    [InlineData("db.system.name=redis;db.namespace=0;server.address=127.0.0.1;server.port=6390", NodeKind.Cache, "valkey-cart")]
    [InlineData("db.system=redis;net.peer.name=::1;net.peer.port=6390", NodeKind.Cache, "valkey-cart")]
    [InlineData("messaging.system=kafka;messaging.destination.name=orders", NodeKind.Messaging, "orders")]
    [InlineData("messaging.system=kafka;messaging.kafka.topic=orders", NodeKind.Messaging, "orders")]
    [InlineData("server.address=bank.example;server.port=8443", NodeKind.External, "bank.example:8443")]
    [InlineData("server.address=_grpc.cart;server.port=80", NodeKind.External, "cart")]
    [InlineData("http.url=https://bank.example/charge", NodeKind.External, "bank.example")]
    public void A_client_span_names_its_peer_in_old_and_new_conventions(string attributes, NodeKind kind, string name)
    {
        var options = new ServiceMapOptions { Names = { ["valkey-cart"] = "localhost:6390" } };

        var peer = Assert.Single(Client(attributes).Read(options)).Peer;

        Assert.Equal((kind, name), (peer?.Kind, peer?.Name));
    }

    [Theory]
    [InlineData("grpc.health.v1.Health/Check", "rpc.system=grpc")]
    [InlineData("Health/Check", "rpc.service=grpc.health.v1.Health")]
    [InlineData("GET", "http.request.method=GET;url.path=/health")]
    [InlineData("GET", "http.request.method=GET;url.full=http://cart:8080/alive?x=1")]
    [InlineData("PING", "db.system.name=redis")]
    [InlineData("postgresql", "db.system.name=postgresql;db.query.text=SELECT 1;")]
    public void A_health_probe_is_no_call(string name, string attributes) =>
        Assert.Empty((Client(attributes) with { Name = name }).Read());

    [Theory]
    [InlineData("flagd.sync.v1.FlagSyncService/SyncFlags", 20)]
    [InlineData("flagd.evaluation.v2.Service/EventStream", 20)]
    [InlineData("GET /live", 61_000)]
    public void A_stream_is_no_call(string name, double milliseconds) =>
        Assert.Empty(new SpanSketch("flagd", name, SpanKind.Server, 1) { Milliseconds = milliseconds }.Read());

    [Theory]
    [InlineData("rpc.grpc.status_code=5", true, false)]
    [InlineData("rpc.grpc.status_code=14", false, true)]
    [InlineData("rpc.response.status_code=INTERNAL", false, true)]
    [InlineData("rpc.response.status_code=NOT_FOUND", true, false)]
    [InlineData("http.response.status_code=404", true, false)]
    [InlineData("http.status_code=503", false, true)]
    [InlineData("", true, true)]
    public void A_call_fails_when_the_called_side_is_at_fault(string attributes, bool hasErrorStatus, bool isError) =>
        Assert.Equal(isError, Assert.Single((Client(attributes) with { IsError = hasErrorStatus }).Read()).IsError);

    [Theory]
    [InlineData("receive", 0)]
    [InlineData("process", 1)]
    public void Receiving_is_a_step_and_processing_the_call(string operation, int calls) =>
        Assert.Equal(calls, Client($"messaging.system=kafka;messaging.operation.type={operation}").Read().Count);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"resourceSpans\":7}")]
    [InlineData("{\"resourceSpans\":[null,{\"resource\":3}]}")]
    [InlineData("{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"a\"}}]},\"scopeSpans\":[{\"spans\":[{\"traceId\":\"xyz\"}]}]}]}")]
    public void A_malformed_line_is_refused_and_harms_nothing(string line)
    {
        List<SpanRecord> calls = [];

        Assert.False(new SpanReader(new()).TryRead(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(line)), calls));
        Assert.Empty(calls);
    }

    private static SpanSketch Client(string attributes) => new("frontend", "call", SpanKind.Client, 1) { Attributes = attributes };
}
