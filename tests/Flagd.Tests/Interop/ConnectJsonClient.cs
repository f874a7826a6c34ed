namespace OtelShop.Flagd.Tests.Interop;

public sealed class ConnectJsonClient() : ConnectWebClient("connect-json");
