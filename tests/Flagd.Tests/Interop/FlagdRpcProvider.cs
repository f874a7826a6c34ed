namespace OtelShop.Flagd.Tests.Interop;

public sealed class FlagdRpcProvider() : NodeProvider("flagd-rpc", "grpc");
