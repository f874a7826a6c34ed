namespace OtelShop.Flagd.Tests.Interop;

public sealed class ConnectProtoClient() : ConnectWebClient("connect-proto");
