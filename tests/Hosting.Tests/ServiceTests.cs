using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OtelShop.Hosting.Processes;
using OtelShop.Hosting.Services;

namespace OtelShop.Hosting.Tests;

public sealed class ServiceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Endpoints_are_those_of_the_services_own_settings()
    {
        _folder.Write("appsettings.json", """
            { "Kestrel": { "Endpoints": {
              "grpc": { "Url": "http://*:8080", "Protocols": "Http2" },
              "http": { "Url": "http://+:8081", "Protocols": "Http1" } } } }
            """);

        Assert.Equal([new KestrelEndpoint("grpc", 8080, IsHttp2: true), new KestrelEndpoint("http", 8081, IsHttp2: false)], KestrelEndpoint.Read(_folder.Path));
    }

    [Fact]
    public void An_endpoint_without_a_usable_address_is_named()
    {
        _folder.Write("appsettings.json", """{ "Kestrel": { "Endpoints": { "grpc": { "Url": "8080" } } } }""");

        var error = Assert.Throws<DistributedApplicationException>(() => KestrelEndpoint.Read(_folder.Path));
        Assert.Contains("'grpc'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_that_has_not_been_built_is_named_with_the_command_that_builds_it()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => BuiltProject.Executable(Path.Combine(_folder.Path, "Cart.csproj"), appHost: null));

        Assert.Contains($"dotnet build -c Release {_folder.Path}/Cart.csproj", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http2", HttpProtocols.Http2, 200, HealthStatus.Healthy)]
    [InlineData("http", HttpProtocols.Http1, 200, HealthStatus.Healthy)]
    [InlineData("http2", HttpProtocols.Http2, 503, HealthStatus.Unhealthy)]
    public async Task A_service_is_as_healthy_as_it_says_over_the_protocol_of_its_endpoint(string transport, HttpProtocols protocols, int status, HealthStatus expected)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        await using var service = builder.Build();
        service.MapGet("/health", () => Results.StatusCode(status));
        await service.StartAsync(TestContext.Current.CancellationToken);

        var result = await new EndpointHealthCheck(EndpointAt(new Uri(service.Urls.Single()).Port, transport), TimeProvider.System)
            .CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);

        Assert.Equal(expected, result.Status);
    }

    [Fact]
    public void A_program_is_found_in_the_newest_PostgreSQL()
    {
        foreach (var version in new[] { "9", "15" })
            File.SetUnixFileMode(_folder.Write($"{version}/bin/some-postgres", ""), UnixFileMode.UserRead | UnixFileMode.UserExecute);

        Assert.Equal(Path.Combine(_folder.Path, "15/bin/some-postgres"), new ProgramFinder("", _folder.Path).Find("some-postgres"));
    }

    [Fact]
    public void A_file_that_cannot_be_executed_is_no_program()
    {
        _folder.Write("some-server", "");

        Assert.Null(new ProgramFinder(_folder.Path).Find("some-server"));
    }

    [Fact]
    public void A_database_drops_to_the_first_account_that_exists_and_is_not_root()
    {
        string[] passwd = ["root:x:0:0::/root:/bin/sh", "nobody:x:65534:65534::/:/bin/false", "toor:x:0:0::/:/bin/sh"];

        Assert.Equal(new UnprivilegedUser("nobody", 65534, 65534), UnprivilegedUser.Find(["toor", "postgres", "nobody"], passwd));
    }

    [Fact]
    public async Task The_lock_of_a_PostgreSQL_that_was_killed_goes()
    {
        var path = _folder.Write("postmaster.pid", $"{Environment.ProcessId}\n");

        await PostmasterFile.ClearAsync(_folder.Path, TestContext.Current.CancellationToken);

        Assert.False(File.Exists(path));
    }

    public void Dispose() => _folder.Dispose();

    private static EndpointReference EndpointAt(int port, string transport)
    {
        var resource = new ContainerResource("service");
        var annotation = new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, "http", transport, "grpc");
        annotation.AllocatedEndpoint = new AllocatedEndpoint(annotation, "127.0.0.1", port);
        resource.Annotations.Add(annotation);
        return resource.GetEndpoint("grpc");
    }
}
