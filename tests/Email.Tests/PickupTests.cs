using Oteldemo;
using OtelShop.Testing.Services;
using EmailClient = Oteldemo.EmailService.EmailServiceClient;

namespace OtelShop.Emails.Tests;

public sealed class PickupTests : IDisposable
{
    private readonly SpanRecorder _spans = new();
    private readonly DirectoryInfo _pickup = Directory.CreateTempSubdirectory("otelshop-email-tests-");
    private readonly ServiceHost<Program> _host;
    private readonly EmailClient _email;

    public PickupTests()
    {
        _host = new ServiceHost<Program>(null, ("Email:PickupDirectory", _pickup.FullName));
        _email = new EmailClient(_host.Channel);
    }

    public void Dispose()
    {
        _host.Dispose();
        _spans.Dispose();
        _pickup.Delete(recursive: true);
    }

    [Fact]
    public async Task A_confirmation_goes_to_the_shopper_and_is_named_for_the_order()
    {
        var mail = await ConfirmAsync(Orders.InDollars());

        Assert.Equal("someone@example.com", mail.Headers["To"]);
        Assert.Contains("noreply@example.com", mail.Headers["From"], StringComparison.Ordinal);
        Assert.Equal($"Your order {Orders.Id}", mail.Headers["Subject"]);
        Assert.Equal($"<order-{Orders.Id}@example.com>", mail.Headers["Message-ID"]);
    }

    [Fact]
    public async Task Text_and_html_say_the_same()
    {
        var mail = await ConfirmAsync(Orders.InDollars());

        Assert.StartsWith("multipart/alternative", mail.Headers["Content-Type"], StringComparison.Ordinal);
        string[] said = [Orders.Id, "0a4a6a4e-6a3f-4c0a-9a3c-2f1f6d6a7b10", "OLJCESPC7Z", "USD 203.92", "USD 26.97", "USD 3,829.89", "94043 Mountain View"];
        Assert.All(said, fact => Assert.Contains(fact, mail.Text, StringComparison.Ordinal));
        Assert.All(said, fact => Assert.Contains(fact, mail.Html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Yen_have_no_decimals()
    {
        var mail = await ConfirmAsync(Orders.InYen());

        Assert.Contains("2 x 66VCHSJNUP at JPY 39,128: JPY 78,256", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Total:    JPY 79,261", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_shopper_wrote_is_text_in_the_html()
    {
        var request = Orders.InDollars();
        request.Order.ShippingAddress.StreetAddress = "<script>1</script> Zażółć";

        var mail = await ConfirmAsync(request);

        Assert.DoesNotContain("<script>", mail.Html, StringComparison.Ordinal);
        Assert.Contains("Zażółć", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_without_address_is_confirmed()
    {
        var request = Orders.InDollars();
        request.Order.ShippingAddress = null;

        Assert.Contains(Orders.Id, (await ConfirmAsync(request)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_mailed_once_however_often_it_is_asked_for()
    {
        using var measurements = new Measurements(_host.Services);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _email.SendOrderConfirmationAsync(Orders.InDollars()).ResponseAsync));

        Assert.Single(_pickup.GetFiles("*.eml"));
        Assert.Single(measurements.Of("demo.notification.confirmations"));
    }

    [Fact]
    public async Task Two_orders_make_two_mails_and_nothing_else()
    {
        await ConfirmAsync(Orders.InDollars());
        await ConfirmAsync(Orders.InDollars(orderId: "another-1"));

        Assert.Equal(["order-5f3c1a52-c6b0-11f0-9d3e-0242ac120002.eml", "order-another-1.eml"], _pickup.GetFileSystemInfos().Select(file => file.Name).Order());
    }

    [Fact]
    public async Task Sending_has_a_span_that_names_the_order()
    {
        await ConfirmAsync(Orders.InDollars());
        var request = await _spans.RequestAsync();
        var sending = await _spans.NamedAsync("send_email");

        Assert.Equal(Orders.Id, request.GetTagItem("demo.order.id"));
        Assert.Equal(Orders.Id, sending.GetTagItem("demo.order.id"));
    }

    private async Task<Mail> ConfirmAsync(SendOrderConfirmationRequest request)
    {
        await _email.SendOrderConfirmationAsync(request);
        return Mail.Parse(await File.ReadAllTextAsync(Path.Combine(_pickup.FullName, $"order-{request.Order.OrderId}.eml")));
    }
}
