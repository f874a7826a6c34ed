namespace OtelShop.InteropTests;

public sealed class CallsToGrpcJs(GrpcJsServer server) : CallsToPeerServers(server), IClassFixture<GrpcJsServer>;
