namespace OtelShop.Flagd.Tests.Interop;

public sealed class FlagdInProcessProvider() : NodeProvider("flagd-in-process", "sync");
