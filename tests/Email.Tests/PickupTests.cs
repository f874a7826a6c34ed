using System.Text;
using Grpc.Core;
using MimeKit;
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
    public async Task A_folder_for_mails_that_it_makes_is_closed_to_others()
    {
        var folder = Path.Combine(_pickup.FullName, "new");
        await using var host = new ServiceHost<Program>(null, ("Email:PickupDirectory", folder));
        await new EmailClient(host.Channel).SendOrderConfirmationAsync(Orders.InDollars());

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public async Task A_confirmation_is_addressed_to_the_shopper_and_named_after_the_order()
    {
        var mail = await ConfirmAsync(Orders.InDollars());

        Assert.Equal("someone@example.com", Assert.Single(mail.To.Mailboxes).Address);
        Assert.Contains("noreply@example.com", mail.From.ToString(), StringComparison.Ordinal);
        Assert.Equal($"Your order {Orders.Id}", mail.Subject);
        Assert.Equal($"order-{Orders.Id}@example.com", mail.MessageId);
    }

    [Fact]
    public async Task Text_and_html_say_the_same()
    {
        var mail = await ConfirmAsync(Orders.InDollars());

        Assert.IsType<MultipartAlternative>(mail.Body);
        string[] said = [Orders.Id, "0a4a6a4e-6a3f-4c0a-9a3c-2f1f6d6a7b10", "Explorascope", "9SIQT8TOJO", "USD 203.92", "USD 26.97", "USD 3,829.89", "94043 Mountain View"];
        Assert.All(said, fact => Assert.Contains(fact, mail.TextBody, StringComparison.Ordinal));
        Assert.All(said, fact => Assert.Contains(fact, mail.HtmlBody, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Yen_have_no_decimals()
    {
        var mail = await ConfirmAsync(Orders.InYen());

        Assert.Contains("2 x 66VCHSJNUP at JPY 39,128: JPY 78,256", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Total:    JPY 79,261", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_the_shopper_is_encoded_in_the_html()
    {
        var request = Orders.InDollars();
        request.Order.ShippingAddress.StreetAddress = "<script>1</script> Zażółć";

        var mail = await ConfirmAsync(request);

        Assert.DoesNotContain("<script>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Zażółć", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_without_address_is_confirmed()
    {
        var request = Orders.InDollars();
        request.Order.ShippingAddress = null;

        Assert.Contains(Orders.Id, (await ConfirmAsync(request)).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_is_mailed_once_however_often_it_is_requested()
    {
        using var measurements = _host.Services.Collect<long>(EmailTelemetry.SourceName, "demo.notification.confirmations");

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _email.SendOrderConfirmationAsync(Orders.InDollars()).ResponseAsync));

        Assert.Single(_pickup.GetFiles("*.eml"));
        Assert.Single(measurements.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task A_restarted_service_sends_no_second_mail()
    {
        await ConfirmAsync(Orders.InDollars());
        await using var restarted = new ServiceHost<Program>(null, ("Email:PickupDirectory", _pickup.FullName));
        using var measurements = restarted.Services.Collect<long>(EmailTelemetry.SourceName, "demo.notification.confirmations");

        await new EmailClient(restarted.Channel).SendOrderConfirmationAsync(Orders.InDollars());

        Assert.Empty(measurements.GetMeasurementSnapshot());
    }

    [Fact]
    public async Task A_mail_to_an_international_address_keeps_it()
    {
        var mail = await ConfirmAsync(Orders.InDollars("jürgen@example.com"));

        Assert.Equal("jürgen@example.com", Assert.Single(mail.To.Mailboxes).Address);
    }

    [Fact]
    public async Task A_mail_is_seven_bit_text_with_crlf_line_ends()
    {
        var request = Orders.InDollars("someone@bücher.example");
        request.Order.ShippingAddress.City = "Kraków";
        await ConfirmAsync(request);

        var file = await File.ReadAllBytesAsync(Path.Combine(_pickup.FullName, $"order-{Orders.Id}.eml"));

        Assert.True(Ascii.IsValid(file));
        Assert.DoesNotContain('\n', Encoding.ASCII.GetString(file).Replace("\r\n", ""));
    }

    [Fact]
    public async Task A_pickup_directory_that_is_gone_makes_the_call_unavailable()
    {
        await ConfirmAsync(Orders.InDollars());
        _pickup.Delete(recursive: true);

        var error = await Assert.ThrowsAsync<RpcException>(() => ConfirmAsync(Orders.InDollars(orderId: "another-1")));
        _pickup.Create();

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    [Fact]
    public async Task Two_thousand_orders_of_32_concurrent_callers_are_all_mailed()
    {
        var orders = Enumerable.Range(0, 2_000).Select(number => Orders.InDollars(orderId: $"{number}"));

        await Parallel.ForEachAsync(orders, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (order, stop) =>
            await _email.SendOrderConfirmationAsync(order, cancellationToken: stop));

        Assert.Equal(Enumerable.Range(0, 2_000).Select(number => $"order-{number}.eml").Order(), _pickup.GetFileSystemInfos().Select(file => file.Name).Order());
    }

    [Fact]
    public async Task Two_orders_make_two_files()
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

    private async Task<MimeMessage> ConfirmAsync(SendOrderConfirmationRequest request)
    {
        await _email.SendOrderConfirmationAsync(request);
        return await MimeMessage.LoadAsync(Path.Combine(_pickup.FullName, $"order-{request.Order.OrderId}.eml"));
    }
}
