using Microsoft.Extensions.DependencyInjection;
using OtelShop.Emails.Delivery;
using OtelShop.Testing.Services;
using EmailClient = Oteldemo.EmailService.EmailServiceClient;

namespace OtelShop.Emails.Tests;

public sealed class OutboxTests : IDisposable
{
    private const long Mebibyte = 1024 * 1024;

    private readonly DirectoryInfo _pickup = Directory.CreateTempSubdirectory("otelshop-email-tests-");
    private readonly TestFlags _flags = new();
    private readonly ServiceHost<Program> _host;
    private readonly EmailClient _email;

    public OutboxTests()
    {
        _host = new ServiceHost<Program>(_flags.AddTo, ("Email:PickupDirectory", _pickup.FullName), ("Email:LeakCeilingMebibytes", "2"));
        _email = new EmailClient(_host.Channel);
    }

    private Outbox Outbox => _host.Services.GetRequiredService<Outbox>();

    public void Dispose()
    {
        _host.Dispose();
        _pickup.Delete(recursive: true);
    }

    [Fact]
    public async Task Sent_mails_pile_up_as_often_as_the_flag_says()
    {
        _flags.Set("emailMemoryLeak", 100.0);
        var mail = await ConfirmAsync("a");
        var afterOne = Outbox.Retained;
        await ConfirmAsync("b");

        Assert.Equal(mail.Text.ReplaceLineEndings("\r\n").Length * 100, afterOne);
        Assert.Equal(2 * afterOne, Outbox.Retained);
    }

    [Fact]
    public async Task The_pile_has_a_ceiling()
    {
        _flags.Set("emailMemoryLeak", 10_000.0);
        await ConfirmAsync("a");
        await ConfirmAsync("b");

        Assert.Equal(2 * Mebibyte, Outbox.Retained);
    }

    [Fact]
    public async Task The_memory_is_given_back_when_the_flag_goes_off_although_no_mail_is_sent()
    {
        _flags.Set("emailMemoryLeak", 10_000.0);
        await ConfirmAsync("a");
        Assert.NotEqual(0, Outbox.Retained);
        _flags.Set("emailMemoryLeak", 0.0);

        await Eventually.HoldsAsync(() => Outbox.Retained == 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public async Task Nothing_piles_up_below_one(double times)
    {
        _flags.Set("emailMemoryLeak", times);
        await ConfirmAsync("a");

        Assert.Equal(0, Outbox.Retained);
    }

    [Fact]
    public async Task The_mail_that_goes_out_is_as_it_should_be()
    {
        var sound = await ConfirmAsync("a");
        _flags.Set("emailMemoryLeak", 10_000.0);
        var leaking = await ConfirmAsync("b");

        Assert.Equal(sound.Text.Length, leaking.Text.Length);
    }

    [Fact]
    public async Task What_has_piled_up_is_measured()
    {
        using var measurements = new Measurements(_host.Services);
        _flags.Set("emailMemoryLeak", 10_000.0);
        await ConfirmAsync("a");
        measurements.Observe();

        Assert.Equal(2 * Mebibyte, Assert.Single(measurements.Of("demo.email.outbox.retained")).Value);
    }

    private async Task<Mail> ConfirmAsync(string orderId)
    {
        await _email.SendOrderConfirmationAsync(Orders.InDollars(orderId: orderId));
        return Mail.Parse(await File.ReadAllTextAsync(Path.Combine(_pickup.FullName, $"order-{orderId}.eml")));
    }
}
