namespace OtelShop.Flagd.Tests.Interop;

/// <remarks>It asks for all flags at once, and those in error are not among them.</remarks>
public sealed class FlagdWebBehindTheProxyProvider() : NodeProvider("flagd-web-flagservice", "grpc", brokenRule: "FLAG_NOT_FOUND");
