using System.Net.Sockets;

namespace Aspire.Hosting.Tests.Model;

public sealed class EndpointTests : IDisposable
{
    private readonly Drawing _drawing = new();

    [Fact]
    public void An_endpoint_is_TCP_and_named_for_its_scheme_unless_told_otherwise()
    {
        var plain = new EndpointAnnotation(ProtocolType.Tcp);
        var http = new EndpointAnnotation(ProtocolType.Tcp, "http");

        Assert.Equal(("tcp", "tcp", "tcp", "localhost", false, true), (plain.UriScheme, plain.Name, plain.Transport, plain.TargetHost, plain.IsExternal, plain.IsProxied));
        Assert.Equal(("http", "http", "http"), (http.UriScheme, http.Name, http.Transport));
    }

    [Fact]
    public void Without_a_proxy_both_ports_are_one()
    {
        var direct = new EndpointAnnotation(ProtocolType.Tcp, targetPort: 5432, isProxied: false);
        var proxied = new EndpointAnnotation(ProtocolType.Tcp, targetPort: 5432);

        Assert.Equal(5432, direct.Port);
        Assert.Null(proxied.Port);
    }

    [Fact]
    public void A_second_endpoint_of_a_name_is_refused()
    {
        var cart = _drawing.Builder.AddContainer("cart", "image").WithHttpEndpoint();

        Assert.Throws<DistributedApplicationException>(() => cart.WithHttpEndpoint());
    }

    [Fact]
    public async Task A_variable_can_carry_the_target_port()
    {
        var cart = _drawing.Builder.AddContainer("cart", "image").WithHttpEndpoint(targetPort: 8080, env: "PORT");

        Assert.Equal("8080", (await Drawing.Environment(cart))["PORT"]);
    }

    [Fact]
    public void Http_endpoints_become_external_and_others_do_not()
    {
        var cart = _drawing.Builder.AddContainer("cart", "image").WithHttpEndpoint().WithEndpoint(name: "raft").WithExternalHttpEndpoints();

        Assert.True(cart.GetEndpoint("http").EndpointAnnotation.IsExternal);
        Assert.False(cart.GetEndpoint("raft").EndpointAnnotation.IsExternal);
    }

    [Fact]
    public void A_reference_may_come_before_its_endpoint()
    {
        var cart = _drawing.Builder.AddContainer("cart", "image");
        var reference = cart.GetEndpoint("http");

        Assert.False(reference.Exists);
        cart.WithHttpEndpoint(targetPort: 80).AsHttp2Service();
        Assert.Equal("http2", reference.EndpointAnnotation.Transport);
        Assert.Throws<InvalidOperationException>(() => reference.Url);
    }

    [Fact]
    public async Task An_address_is_waited_for()
    {
        var cart = _drawing.Builder.AddContainer("cart", "image").WithHttpEndpoint(targetPort: 80);
        var url = cart.GetEndpoint("http").GetValueAsync().AsTask();

        Assert.False(url.IsCompleted);
        Drawing.Allocate(cart, 5000);
        Assert.Equal("http://127.0.0.1:5000", await url);
    }

    [Fact]
    public async Task A_container_reaches_this_machine_through_the_bridge()
    {
        var cart = _drawing.Builder.AddContainer("cart", "image").WithHttpEndpoint(targetPort: 80);
        var frontend = _drawing.Builder.AddContainer("frontend", "image").WithEnvironment("CART", cart.GetEndpoint("http"));
        Drawing.Allocate(cart, 5000);

        Assert.Equal("http://host.docker.internal:5000", (await Drawing.Environment(frontend))["CART"]);
    }

    [Fact]
    public async Task A_container_reaches_another_one_by_its_address_on_their_network()
    {
        var cart = _drawing.Builder.AddContainer("cart", "image").WithHttpEndpoint(targetPort: 80);
        var frontend = _drawing.Builder.AddContainer("frontend", "image").WithEnvironment("CART", cart.GetEndpoint("http"));
        var endpoint = cart.GetEndpoint("http").EndpointAnnotation;
        var inside = new ValueSnapshot<AllocatedEndpoint>();
        inside.SetValue(new AllocatedEndpoint(endpoint, "cart", 80));
        endpoint.AllAllocatedEndpoints.TryAdd(KnownNetworkIdentifiers.DefaultAspireContainerNetwork, inside);

        Assert.Equal("http://cart:80", (await Drawing.Environment(frontend))["CART"]);
    }

    [Theory]
    [InlineData(EndpointProperty.Url, "http://127.0.0.1:5000", "{cart.bindings.http.url}")]
    [InlineData(EndpointProperty.Host, "127.0.0.1", "{cart.bindings.http.host}")]
    [InlineData(EndpointProperty.Port, "5000", "{cart.bindings.http.port}")]
    [InlineData(EndpointProperty.TargetPort, "80", "{cart.bindings.http.targetPort}")]
    [InlineData(EndpointProperty.Scheme, "http", "{cart.bindings.http.scheme}")]
    [InlineData(EndpointProperty.HostAndPort, "127.0.0.1:5000", "{cart.bindings.http.host}:{cart.bindings.http.port}")]
    public async Task Each_part_of_an_address_has_a_value_and_a_written_form(EndpointProperty property, string value, string written)
    {
        var cart = _drawing.Builder.AddContainer("cart", "image").WithHttpEndpoint(targetPort: 80);
        Drawing.Allocate(cart, 5000);
        var part = cart.GetEndpoint("http").Property(property);

        Assert.Equal((value, written), (await part.GetValueAsync(), part.ValueExpression));
    }

    public void Dispose() => _drawing.Dispose();
}
