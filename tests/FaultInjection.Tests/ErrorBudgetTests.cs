using System.Net;
using Grpc.Core;

namespace OtelShop.FaultInjection.Tests;

public sealed class ErrorBudgetTests : IAsyncLifetime
{
    private readonly TestFlags _flags = new TestFlags().With("errorBudgetBurn", 1.0);
    private BreakableService _service = null!;

    public async ValueTask InitializeAsync() => _service = await BreakableService.StartAsync(_flags, random: new Random(42));

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_failed_call_looks_like_any_fault_of_the_service()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => _service.GetCartAsync());

        Assert.Equal((StatusCode.Internal, "The call could not be carried out."), (error.StatusCode, error.Status.Detail));
        Assert.Equal(0, _service.Carried);
    }

    [Fact]
    public async Task A_failed_request_of_a_route_is_500_with_problem_json()
    {
        using var response = await _service.Http.GetAsync("/moons");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_share_of_failures_is_the_value_of_the_flag()
    {
        _flags.Set("errorBudgetBurn", 0.25);
        var failures = 0;
        for (var request = 0; request < 400; request++)
        {
            using var response = await _service.Http.GetAsync("/moons");
            failures += response.IsSuccessStatusCode ? 0 : 1;
        }

        Assert.InRange(failures, 75, 125);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/")]
    [InlineData("/alive")]
    public async Task Probes_never_fail(string path)
    {
        using var response = await _service.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Nothing_fails_any_more_when_the_flag_is_off()
    {
        await Assert.ThrowsAsync<RpcException>(() => _service.GetCartAsync());
        _flags.Set("errorBudgetBurn", 0.0);

        Assert.Equal("ada", (await _service.GetCartAsync()).UserId);
    }
}
