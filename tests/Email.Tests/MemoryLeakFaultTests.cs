using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using OtelShop.Emails.Delivery;
using OtelShop.Testing.Services;
using EmailClient = Oteldemo.EmailService.EmailServiceClient;

namespace OtelShop.Emails.Tests;

public sealed class MemoryLeakFaultTests : IDisposable
{
    private const long Mebibyte = 1024 * 1024;

    private readonly DirectoryInfo _pickup = Directory.CreateTempSubdirectory("otelshop-email-tests-");
    private readonly TestFlags _flags = new();
    private readonly ServiceHost<Program> _host;
    private readonly EmailClient _email;

    public MemoryLeakFaultTests()
    {
        _host = new ServiceHost<Program>(_flags.AddTo, ("Email:PickupDirectory", _pickup.FullName), ("Email:LeakCeilingMebibytes", "2"));
        _email = new EmailClient(_host.Channel);
    }

    private MemoryLeakFault Leak => _host.Services.GetRequiredService<MemoryLeakFault>();

    public void Dispose()
    {
        _host.Dispose();
        _pickup.Delete(recursive: true);
    }

    [Fact]
    public async Task Each_sent_mail_is_retained_as_many_times_as_the_flag_says()
    {
        _flags.Set("emailMemoryLeak", 100.0);
        var mail = await ConfirmAsync("a");
        var afterOne = Leak.Retained;
        await ConfirmAsync("b");

        Assert.Equal(mail.TextBody!.Length * 100, afterOne);
        Assert.Equal(2 * afterOne, Leak.Retained);
    }

    [Fact]
    public async Task Retained_memory_has_a_ceiling()
    {
        _flags.Set("emailMemoryLeak", 10_000.0);
        await ConfirmAsync("a");
        await ConfirmAsync("b");

        Assert.Equal(2 * Mebibyte, Leak.Retained);
    }

    [Fact]
    public async Task Memory_is_released_when_the_flag_goes_off_even_if_no_mail_is_sent()
    {
        _flags.Set("emailMemoryLeak", 10_000.0);
        await ConfirmAsync("a");
        Assert.NotEqual(0, Leak.Retained);
        _flags.Set("emailMemoryLeak", 0.0);

        await Eventually.HoldsAsync(() => Leak.Retained == 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public async Task Nothing_is_retained_below_one(double times)
    {
        _flags.Set("emailMemoryLeak", times);
        await ConfirmAsync("a");

        Assert.Equal(0, Leak.Retained);
    }

    [Fact]
    public async Task The_flag_does_not_change_the_mail()
    {
        var sound = await ConfirmAsync("a");
        _flags.Set("emailMemoryLeak", 10_000.0);
        var leaking = await ConfirmAsync("b");

        Assert.Equal(sound.TextBody!.Length, leaking.TextBody!.Length);
    }

    [Fact]
    public async Task Retained_memory_is_measured()
    {
        using var measurements = _host.Services.Collect<long>(EmailTelemetry.SourceName, "demo.email.outbox.retained");
        _flags.Set("emailMemoryLeak", 10_000.0);
        await ConfirmAsync("a");
        measurements.RecordObservableInstruments();

        Assert.Equal(2 * Mebibyte, Assert.Single(measurements.GetMeasurementSnapshot()).Value);
    }

    private async Task<MimeMessage> ConfirmAsync(string orderId)
    {
        await _email.SendOrderConfirmationAsync(Orders.InDollars(orderId: orderId));
        return await MimeMessage.LoadAsync(Path.Combine(_pickup.FullName, $"order-{orderId}.eml"));
    }
}
