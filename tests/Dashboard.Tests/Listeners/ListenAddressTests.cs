using OtelShop.Dashboard.Listeners;

namespace OtelShop.Dashboard.Tests.Listeners;

public sealed class ListenAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:4317", "http://127.0.0.1:4317/", true)]
    [InlineData("HTTP://LOCALHOST:0", "http://localhost:0/", true)]
    [InlineData("http://[::1]:80", "http://[::1]/", true)]
    [InlineData("http://10.1.2.3:81/", "http://10.1.2.3:81/", false)]
    [InlineData("http://0.0.0.0:81", "http://127.0.0.1:81/", false)]
    [InlineData("https://[::]:443", "https://127.0.0.1/", false)]
    [InlineData("http://*:81", "http://127.0.0.1:81/", false)]
    [InlineData("http://+:81", "http://127.0.0.1:81/", false)]
    public void An_address_says_how_to_reach_it_and_whether_others_can(string url, string reachable, bool isLoopback)
    {
        Assert.True(ListenAddress.TryParse(url, out var address));

        Assert.Equal(reachable, address.Reachable(address.Port).ToString());
        Assert.Equal(isLoopback, address.IsLoopback);
    }

    [Theory]
    [InlineData("")]
    [InlineData("4317")]
    [InlineData("127.0.0.1:4317")]
    [InlineData("ftp://127.0.0.1:21")]
    [InlineData("http://my-host:80")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:80/base")]
    [InlineData("http://unix:/tmp/socket")]
    public void What_nobody_could_listen_on_is_none(string url) => Assert.False(ListenAddress.TryParse(url, out _));
}
