namespace OtelShop.Flagd.Tests.Interop;

/// <remarks>It asks for all flags at once, and those in error are not among them.</remarks>
public sealed class FlagdWebProvider() : NodeProvider("flagd-web", "grpc", brokenRule: "FLAG_NOT_FOUND");
