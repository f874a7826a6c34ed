using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using OtelShop.Dashboard.Api;

namespace OtelShop.Dashboard.Tests.Api;

public sealed class OpenApiTests : IAsyncLifetime
{
    private RunningDashboard _dashboard = default!;
    private string _text = "";
    private JsonElement _document;

    public async Task InitializeAsync()
    {
        _dashboard = await RunningDashboard.StartAsync();
        using var client = _dashboard.CreateClient();
        _text = await client.GetStringAsync(ApiBuilderExtensions.DocumentPath);
        _document = JsonDocument.Parse(_text).RootElement;
    }

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Fact]
    public void Every_route_of_the_api_is_in_the_document_and_no_other()
    {
        var routes = _dashboard.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<ApiOperation>() is not null)
            .Select(e => e.RoutePattern.RawText!);

        Assert.Equal(routes.Order(), _document.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(8, _document.GetProperty("paths").EnumerateObject().Count());
    }

    [Fact]
    public void Every_parameter_that_is_read_is_in_the_document()
    {
        var known = _dashboard.Get<EndpointDataSource>().Endpoints.Select(e => e.Metadata.GetMetadata<ApiOperation>()).OfType<ApiOperation>()
            .SelectMany(o => o.Parameters, (o, p) => $"{o.Id}.{p.Name}").Append("getTrace.traceId");
        var told = _document.GetProperty("paths").EnumerateObject().Select(p => p.Value.GetProperty("get"))
            .SelectMany(o => Parameters(o), (o, p) => $"{o.GetProperty("operationId").GetString()}.{p.GetProperty("name").GetString()}");

        Assert.Equal(known.Order(), told.Order());
    }

    [Fact]
    public void It_is_openapi_3_1() => Assert.StartsWith("3.1.", _document.GetProperty("openapi").GetString(), StringComparison.Ordinal);

    [Fact]
    public async Task Somebody_else_s_validator_finds_nothing_wrong_with_it()
    {
        var script = Path.Combine(Peers(), "validate.mjs");
        using var node = Process.Start(new ProcessStartInfo("node", script) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = Path.GetDirectoryName(script) })!;
        await node.StandardInput.WriteAsync(_text);
        node.StandardInput.Close();
        var complaints = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.Equal("", complaints);
        Assert.Equal(0, node.ExitCode);
    }

    [Fact]
    public async Task People_read_it_as_a_page()
    {
        using var client = _dashboard.CreateClient();
        var page = await client.GetStringAsync("/api/telemetry");

        Assert.Contains("/api/telemetry/traces/{traceId}", page, StringComparison.Ordinal);
        Assert.Contains("http.response.status_code:gte:500", page, StringComparison.Ordinal);
    }

    private static JsonElement[] Parameters(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters) ? [.. parameters.EnumerateArray()] : [];

    private static string Peers()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "OtelShop.sln")))
            folder = folder.Parent;
        return Path.Combine(folder.FullName, "tests", "Dashboard.Tests", "peers", "openapi");
    }
}
