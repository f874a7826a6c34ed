namespace OtelShop.InteropTests;

public sealed class CallsToGrpcio(GrpcioServer server) : CallsToPeerServers(server), IClassFixture<GrpcioServer>;
