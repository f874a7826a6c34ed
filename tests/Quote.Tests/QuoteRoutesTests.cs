using System.Net;
using System.Text;
using OtelShop.Testing.Services;

namespace OtelShop.Quotes.Tests;

public sealed class QuoteRoutesTests : IDisposable
{
    private readonly ServiceHost<Program> _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("""{"numberOfItems": 1}""", "8.99")]
    [InlineData("""{"numberOfItems": 10}""", "89.9")]
    [InlineData("""{"numberOfItems": 100}""", "899")] // Compat: no trailing zeros.
    [InlineData("""{"numberOfItems": 0, "more": true}""", "0")]
    [InlineData("""{"numberOfItems": "3"}""", "26.97")]
    public async Task The_answer_is_the_bare_price(string body, string price)
    {
        using var answer = await PostAsync(body);

        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(price, await answer.Content.ReadAsStringAsync());
    }

    // Compat: upstream reads the body as JSON whatever its type.
    [Fact]
    public async Task The_content_type_does_not_matter()
    {
        using var answer = await PostAsync("""{"numberOfItems": 1}""", "text/plain");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("many", "body")]
    [InlineData("[]", "body")]
    [InlineData("null", "numberOfItems")]
    [InlineData("{}", "numberOfItems")]
    [InlineData("""{"numberOfItems": null}""", "numberOfItems")]
    [InlineData("""{"numberOfItems": 2.7}""", "numberOfItems")]
    [InlineData("""{"numberOfItems": "many"}""", "numberOfItems")]
    [InlineData("""{"numberOfItems": -1}""", "numberOfItems")]
    [InlineData("""{"numberOfItems": 99999999999}""", "numberOfItems")]
    public async Task Anything_but_a_number_of_items_is_a_problem(string body, string field)
    {
        using var answer = await PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"\"{field}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> PostAsync(string body, string contentType = "application/json")
    {
        using var content = new StringContent(body, Encoding.UTF8, contentType);
        return await _host.Http.PostAsync("/getquote", content);
    }
}
