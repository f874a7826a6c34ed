namespace OtelShop.Flagd.Tests.Interop;

public sealed class GrpcWebClient() : ConnectWebClient("grpc-web");
