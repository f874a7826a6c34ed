using System.Net;
using System.Text;
using MimeKit;
using OtelShop.Testing.Services;

namespace OtelShop.Emails.Tests;

public sealed class EmailRoutesTests : IDisposable
{
    private const string Order = """
        {"email":"someone@example.com","order":{"order_id":"42","shipping_tracking_id":"t-1",
         "shipping_cost":{"currency_code":"USD","units":8,"nanos":990000000},
         "shipping_address":{"street_address":"1600 Amphitheatre Parkway","city":"Mountain View","state":"CA","country":"United States","zip_code":"94043"},
         "items":[{"item":{"product_id":"OLJCESPC7Z","quantity":1},"cost":{"currency_code":"USD","units":101,"nanos":960000000}}]}}
        """;

    private readonly DirectoryInfo _pickup = Directory.CreateTempSubdirectory("otelshop-email-tests-");
    private readonly ServiceHost<Program> _host;

    public EmailRoutesTests() => _host = new ServiceHost<Program>(null, ("Email:PickupDirectory", _pickup.FullName));

    public void Dispose()
    {
        _host.Dispose();
        _pickup.Delete(recursive: true);
    }

    // Compat: upstream ignores the content type and answers 200 with an empty body.
    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    public async Task Upstreams_checkout_can_order_a_mail(string contentType)
    {
        using var answer = await PostAsync(Order, contentType);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
        Assert.Contains("USD 110.95", (await MimeMessage.LoadAsync(Path.Combine(_pickup.FullName, "order-42.eml"))).TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("send it", "body")]
    [InlineData("{}", "order")]
    [InlineData("""{"email":"someone@example.com","order":{"order_id":"42"}}""", "order.items")]
    public async Task Anything_but_an_order_is_a_problem(string body, string field)
    {
        using var answer = await PostAsync(body, "application/json");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"{field}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(_pickup.GetFileSystemInfos());
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string contentType)
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        return await _host.Http.PostAsync("/send_order_confirmation", content);
    }
}
