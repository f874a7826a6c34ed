using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Testing.Services;

namespace OtelShop.ImageProvider.Tests;

public sealed class SlowPictureTests : IDisposable
{
    private const string Flag = "imageSlowLoad";
    private const string Picture = "/products/RedFlashlight.webp?w=160";

    private readonly TestFlags _flags = new TestFlags().With(Flag, 5_000d);
    private readonly TestClock _clock = new();
    private readonly ServiceHost<Program> _host;

    public SlowPictureTests() => _host = new ServiceHost<Program>(services =>
    {
        _flags.AddTo(services);
        services.AddSingleton<TimeProvider>(_clock);
    });

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task A_product_picture_is_sent_when_the_milliseconds_are_over()
    {
        var waiting = _host.Http.GetAsync(Picture);
        await _clock.TimerAsync(TimeSpan.FromSeconds(5));
        Assert.False(waiting.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(5));
        using var response = await waiting;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_delayed_picture_is_not_stored_so_that_the_next_page_waits_again()
    {
        var waiting = _host.Http.GetAsync(Picture);
        await _clock.TimerAsync(TimeSpan.FromSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(5));
        using var response = await waiting;

        Assert.Equal("no-store", Assert.Single(response.Headers.GetValues("Cache-Control")));
    }

    [Theory]
    [InlineData("/Banner.webp?w=160")]
    [InlineData("/icons/Cart.svg")]
    [InlineData("/products/Nothing.webp")]
    public async Task What_is_no_product_picture_does_not_wait(string path)
    {
        using var response = await _host.Http.GetAsync(path);

        Assert.Equal(0, _clock.TimersOf(TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task No_picture_waits_longer_than_a_minute()
    {
        _flags.Set(Flag, 1e12);
        var waiting = _host.Http.GetAsync(Picture);
        await _clock.TimerAsync(TimeSpan.FromMinutes(1));

        _clock.Advance(TimeSpan.FromMinutes(1));
        using var response = await waiting;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_waiting_picture_is_sent_when_the_flag_goes_off()
    {
        var waiting = _host.Http.GetAsync(Picture);
        await _clock.TimerAsync(TimeSpan.FromSeconds(5));

        _flags.Set(Flag, 0d);
        using var response = await waiting;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_wait_ends_when_the_client_leaves()
    {
        using var leaving = new CancellationTokenSource();
        var waiting = _host.Http.GetAsync(Picture, leaving.Token);
        await _clock.TimerAsync(TimeSpan.FromSeconds(5));

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Eventually.HoldsAsync(() => _clock.TimersOf(TimeSpan.FromSeconds(5)) == 0);
    }
}
