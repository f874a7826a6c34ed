using Grpc.Core;
using Grpc.Net.Client.Balancer;

namespace OtelShop.Grpc.Tests.Client;

public sealed class BackendAddressTests
{
    private static readonly Status Refused = new(StatusCode.Unavailable, "refused");
    private readonly ManualClock _clock = new();
    private readonly BackendAddress _address;

    public BackendAddressTests() => _address = new BackendAddress(new BalancerAddress("10.0.0.1", 80), "http", _clock);

    [Fact]
    public void A_failed_address_is_left_out_until_its_back_off_has_passed()
    {
        Fail();
        Assert.False(_address.IsEligible);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(_address.IsEligible);
    }

    [Fact]
    public void Each_failure_in_a_row_leaves_it_out_longer_up_to_a_bound()
    {
        var backOffs = Enumerable.Range(0, 6).Select(_ =>
        {
            var backOff = Fail();
            _clock.Advance(backOff);
            return Math.Round(backOff.TotalSeconds, 2);
        }).ToList();

        Assert.Equal([1, 1.6, 2.56, 4.1, 5, 5], backOffs);
    }

    [Fact]
    public void Calls_that_fail_together_count_once()
    {
        Fail();

        Assert.False(_address.TryLeaveOut(Refused, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), out _));
    }

    [Fact]
    public void A_success_forgets_the_failures()
    {
        Fail();
        _address.Reached();

        Assert.True(_address is { IsEligible: true, HasFailed: false });
    }

    [Theory]
    [InlineData("10.0.0.1", "10.0.0.1:80")]
    [InlineData("::1", "[::1]:80")]
    [InlineData("cart", "cart:80")]
    public void An_address_is_written_as_in_a_URI(string host, string written) => Assert.Equal(written, new BalancerAddress(host, 80).ToString());

    private TimeSpan Fail()
    {
        Assert.True(_address.TryLeaveOut(Refused, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), out var backOff));
        return backOff;
    }
}
