using Grpc.Core;

namespace OpenFeature.Providers.Flagd.Tests;

public sealed class KeepAliveTests
{
    private static readonly Uri Anywhere = new("http://127.0.0.1:1");

    [Theory]
    [InlineData(null, null, 2000)]
    [InlineData("flags", null, -1)]
    [InlineData("flags", 4000, 4000)]
    [InlineData(null, 10, 1000)]
    [InlineData(null, 0, -1)]
    public void A_daemon_of_the_shop_is_pinged_and_a_foreign_one_on_request(string? host, int? setting, int milliseconds)
    {
        var channels = new FlagdChannels(Anywhere, new FlagdOptions { Host = host, KeepAliveTimeMs = setting });

        Assert.Equal(milliseconds, Delay(channels));
    }

    [Theory]
    [InlineData(0xb, "HTTP/2 ENHANCE_YOUR_CALM")]
    [InlineData(0x0, "Too many pings")]
    public void A_server_that_takes_pings_for_an_attack_is_not_pinged_again(long errorCode, string detail)
    {
        var channels = new FlagdChannels(Anywhere, new FlagdOptions());

        channels.Learn(new RpcException(new Status(StatusCode.Unavailable, detail, new HttpProtocolException(errorCode, "closed", null))));

        Assert.Equal(-1, Delay(channels));
    }

    [Fact]
    public void Any_other_end_of_a_connection_teaches_nothing()
    {
        var channels = new FlagdChannels(Anywhere, new FlagdOptions());

        channels.Learn(new RpcException(new Status(StatusCode.Unavailable, "gone", new HttpProtocolException(0x2, "gone", null))));

        Assert.Equal(2000, Delay(channels));
    }

    private static double Delay(FlagdChannels channels)
    {
        using var handler = channels.CreateHandler();
        return handler.KeepAlivePingDelay.TotalMilliseconds;
    }
}
