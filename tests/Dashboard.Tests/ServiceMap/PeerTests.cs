using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.ServiceMap;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Tests.Resources;
using OtelShop.Dashboard.Tests.Telemetry;

namespace OtelShop.Dashboard.Tests.ServiceMap;

public sealed class PeerTests
{
    [Theory]
    [InlineData("db.system.name=postgresql;db.namespace=catalog;server.address=db", NodeKind.Database, "catalog")]
    [InlineData("db.system=postgresql;db.name=catalog;net.peer.name=db", NodeKind.Database, "catalog")]
    [InlineData("db.system=redis;db.namespace=0;server.address=valkey-cart", NodeKind.Cache, "valkey-cart")]
    [InlineData("db.system=mysql", NodeKind.Database, "mysql")]
    [InlineData("messaging.system=kafka;messaging.destination.name=orders", NodeKind.Messaging, "orders")]
    [InlineData("messaging.system=kafka;messaging.destination=orders", NodeKind.Messaging, "orders")]
    [InlineData("server.address=api.example;server.port=8443", NodeKind.External, "api.example:8443")]
    [InlineData("server.address=api.example;server.port=443", NodeKind.External, "api.example")]
    [InlineData("http.url=https://api.example/orders?id=1", NodeKind.External, "api.example")]
    [InlineData("peer.service=warehouse;server.address=10.0.0.1", NodeKind.External, "warehouse")]
    [InlineData("db.system=postgresql;peer.service=orders-db;db.name=orders", NodeKind.Database, "orders-db")]
    internal void A_peer_is_told_by_the_attributes_of_old_and_new_conventions(string attributes, NodeKind kind, string name)
    {
        var peer = Read(attributes);

        Assert.Equal((kind, name), (peer!.Kind, peer.Name));
    }

    [Fact]
    public void A_port_that_was_sent_as_a_number_is_read()
    {
        var span = new Span { Attributes = { TelemetrySamples.Attribute("server.address", "api.example"), new KeyValue { Key = "server.port", Value = new() { IntValue = 8443 } } } };

        Assert.Equal("api.example:8443", PeerReader.Read(new SpanAttributes(span.ToByteArray()))!.Name);
    }

    [Fact]
    public void A_span_without_any_of_them_calls_nobody() => Assert.Null(Read("http.request.method=GET"));

    [Fact]
    public void Databases_of_one_name_on_two_servers_are_two() =>
        Assert.NotEqual(Read("db.system=postgresql;db.name=orders;server.address=a")!.Id, Read("db.system=postgresql;db.name=orders;server.address=b")!.Id);

    [Theory]
    [InlineData("db.system=redis;server.address=localhost;server.port=6379", "valkey-cart")]
    [InlineData("server.address=127.0.0.1;server.port=6379", "valkey-cart")]
    [InlineData("server.address=127.0.0.1;server.port=6380", "127.0.0.1:6380")]
    [InlineData("db.system=redis;db.name=carts;server.address=127.0.0.1;server.port=6379", "carts")]
    public void A_peer_known_by_an_address_alone_has_the_name_of_the_resource_that_answers_there(string attributes, string name)
    {
        var valkey = Samples.Valkey with { DisplayName = "valkey-cart", Urls = [new("tcp", "tcp://localhost:6379", null, IsInternal: true, IsInactive: false)] };

        Assert.Equal(name, new PeerNames([valkey]).Resolve(Read(attributes)!).Name);
    }

    private static Peer? Read(string attributes)
    {
        var span = new Span { Attributes = { attributes.Split(';').Select(a => a.Split('=', 2)).Select(a => TelemetrySamples.Attribute(a[0], a[1])) } };
        return PeerReader.Read(new SpanAttributes(span.ToByteArray()));
    }
}
