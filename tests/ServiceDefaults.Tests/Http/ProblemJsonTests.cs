using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.ServiceDefaults.Tests.Http;

public sealed class ProblemJsonTests : IAsyncLifetime
{
    private TestService _service = null!;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync(map: Map);

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Theory]
    [InlineData("/invalid", HttpStatusCode.BadRequest)]
    [InlineData("/absent", HttpStatusCode.NotFound)]
    [InlineData("/refused", HttpStatusCode.Conflict)]
    [InlineData("/away", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/broken", HttpStatusCode.InternalServerError)]
    [InlineData("/no-such-route", HttpStatusCode.NotFound)]
    public async Task A_failure_is_answered_as_problem_JSON_with_its_status(string path, HttpStatusCode status)
    {
        using var response = await _service.Http.GetAsync(path);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Wrong_fields_are_named()
    {
        using var response = await _service.Http.GetAsync("/invalid");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("must be positive", problem.GetProperty("errors").GetProperty("item.quantity")[0].GetString());
    }

    [Fact]
    public async Task A_refusal_has_a_reason_for_programs()
    {
        using var response = await _service.Http.GetAsync("/refused");
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("CART_EMPTY", problem.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task What_broke_is_not_told_to_the_caller()
    {
        using var response = await _service.Http.GetAsync("/broken");
        var text = await response.Content.ReadAsStringAsync();

        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_is_the_callers_mistake()
    {
        using var response = await _service.Http.PostAsync("/planets", new StringContent("{", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var body = new ByteArrayContent(new byte[31 * 1024 * 1024]) { Headers = { ContentType = new("application/json") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/planets") { Content = body, Headers = { ExpectContinue = true } };
        using var response = await _service.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_caller_that_takes_no_JSON_gets_the_status_alone()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/absent") { Headers = { Accept = { new("image/png") } } };
        using var response = await _service.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task The_server_does_not_introduce_itself()
    {
        using var response = await _service.Http.GetAsync("/alive");

        Assert.Empty(response.Headers.Server);
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/invalid", IResult () => throw new InvalidRequestException(new FieldViolations().Require(false, "item.quantity", "must be positive")));
        app.MapGet("/absent", IResult () => throw new NotFoundException("There is no such planet."));
        app.MapGet("/refused", IResult () => throw new PreconditionFailedException("CART_EMPTY", "The cart is empty."));
        app.MapGet("/away", IResult () => throw new UnavailableException("The store cannot be reached.", new TimeoutException("secret")));
        app.MapGet("/broken", IResult () => throw new InvalidOperationException("secret"));
        app.MapPost("/planets", (JsonElement planet) => planet.ToString());
    }
}
