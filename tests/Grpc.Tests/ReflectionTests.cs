using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests;

public sealed class ReflectionTests : IAsyncLifetime
{
    private EchoServer _server = null!;

    public async Task InitializeAsync() => _server = await EchoServer.StartAsync(
        build: builder => builder.Services.AddGrpcReflection(), map: app => app.MapGrpcReflectionService());

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Mapped_services_are_listed()
    {
        var response = await AskAsync(new ServerReflectionRequest { ListServices = "" });

        Assert.Equal(["grpc.reflection.v1.ServerReflection", "grpctest.Echo"], response.ListServicesResponse.Service.Select(service => service.Name));
    }

    [Theory]
    [InlineData("grpctest.Echo")]
    [InlineData("grpctest.Echo.Unary")]
    [InlineData("grpctest.Ping")]
    [InlineData("grpctest.Ping.text")]
    public async Task The_file_of_a_symbol_can_be_had(string symbol)
    {
        var response = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = symbol });
        var file = FileDescriptorProto.Parser.ParseFrom(response.FileDescriptorResponse.FileDescriptorProto[0]);

        Assert.Equal("echo.proto", file.Name);
    }

    [Fact]
    public async Task A_file_can_be_had_by_its_name()
    {
        var response = await AskAsync(new ServerReflectionRequest { FileByFilename = "echo.proto" });

        Assert.Equal(EchoReflection.Descriptor.SerializedData, Assert.Single(response.FileDescriptorResponse.FileDescriptorProto));
    }

    [Fact]
    public async Task An_unknown_symbol_is_NOT_FOUND()
    {
        var response = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = "nobody.Knows" });

        Assert.Equal((int)StatusCode.NotFound, response.ErrorResponse.ErrorCode);
    }

    [Fact]
    public async Task A_type_without_extensions_has_none()
    {
        var response = await AskAsync(new ServerReflectionRequest { AllExtensionNumbersOfType = "grpctest.Ping" });

        Assert.Empty(response.AllExtensionNumbersResponse.ExtensionNumber);
    }

    [Fact]
    public async Task Each_answer_repeats_its_question()
    {
        var request = new ServerReflectionRequest { Host = "shop", ListServices = "*" };

        Assert.Equal(request, (await AskAsync(request)).OriginalRequest);
    }

    [Fact]
    public async Task Older_tools_are_answered_under_the_older_name()
    {
        using var call = new RawCall(_server.Address) { Path = "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo" };
        var reply = await call.SendAsync(RawCall.Frame(new ServerReflectionRequest { ListServices = "" }));
        var response = ServerReflectionResponse.Parser.ParseFrom(reply.Body.AsSpan(5));

        Assert.Contains(response.ListServicesResponse.Service, service => service.Name == "grpctest.Echo");
    }

    private async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest request)
    {
        using var call = new ServerReflection.ServerReflectionClient(_server.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(request);
        Assert.True(await call.ResponseStream.MoveNext());
        await call.RequestStream.CompleteAsync();
        return call.ResponseStream.Current;
    }
}
