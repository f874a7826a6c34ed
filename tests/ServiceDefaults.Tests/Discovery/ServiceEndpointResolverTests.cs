using Microsoft.Extensions.Configuration;
using OtelShop.ServiceDefaults.Discovery;

namespace OtelShop.ServiceDefaults.Tests.Discovery;

public sealed class ServiceEndpointResolverTests
{
    [Theory]
    [InlineData("http://cart/oteldemo.CartService/GetCart?a=b", "http://10.0.0.1:8080/oteldemo.CartService/GetCart?a=b")]
    [InlineData("https+http://cart/", "http://10.0.0.1:8080/")]
    [InlineData("http://_grpc.shipping/x", "http://10.0.0.3:9090/x")]
    [InlineData("http://quote/", "http://10.0.0.4:8080/")]
    public void A_service_is_found_by_its_name_in_the_configuration(string requested, string address)
    {
        var resolver = Resolver(
            ("services:cart:http:0", "http://10.0.0.1:8080"), ("services:shipping:grpc:0", "http://10.0.0.3:9090"), ("services:quote:http", "http://10.0.0.4:8080"));

        Assert.Equal(address, resolver.Resolve(new Uri(requested)).AbsoluteUri);
    }

    [Theory]
    [InlineData("http://unknown:8080/x", "http://unknown:8080/x")]
    [InlineData("https+http://unknown/x", "https://unknown/x")]
    public void A_name_that_configuration_does_not_know_is_left_to_DNS(string requested, string address)
    {
        Assert.Equal(address, Resolver().Resolve(new Uri(requested)).AbsoluteUri);
    }

    [Fact]
    public void Several_addresses_take_turns()
    {
        var resolver = Resolver(("services:cart:http:0", "http://10.0.0.1:8080"), ("services:cart:http:1", "http://10.0.0.2:8080"));
        var hosts = Enumerable.Range(0, 4).Select(_ => resolver.Resolve(new Uri("http://cart/")).Host);

        Assert.Equal(["10.0.0.1", "10.0.0.2", "10.0.0.1", "10.0.0.2"], hosts);
    }

    [Fact]
    public void Of_two_schemes_the_first_with_an_address_is_used()
    {
        var resolver = Resolver(("services:cart:http:0", "http://10.0.0.1:8080"), ("services:cart:https:0", "https://10.0.0.1:8443"));

        Assert.Equal("https://10.0.0.1:8443/", resolver.Resolve(new Uri("https+http://cart/")).AbsoluteUri);
    }

    private static ServiceEndpointResolver Resolver(params (string Key, string Value)[] settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build());
}
