using System.Collections.Immutable;

namespace OtelShop.Repository.Tests;

/// <summary>The only place where a rule of the house is lifted. Each line needs a reason that a reader would accept.</summary>
internal static class Exemptions
{
    public static readonly ImmutableArray<Exemption> All =
    [
        new("sealed", "src/Platform/Hosting/Model/", "Aspire's public shape: extensions written for it derive from its resources, annotations and events."),
        new("sealed", "src/Platform/Hosting/DistributedApplicationBuilder.cs", "Aspire's public shape: its builder is open."),
        new("constructor length", "src/Platform/Hosting/Model/Endpoints/EndpointAnnotation.cs", "Aspire's public shape: extensions call these constructors."),
        new("cancellation token last", "src/Platform/Grpc/Core/CallOptions.cs", "generated stubs pass headers, deadline and token by position, as in Grpc.Core"),
        new("constructor length", "src/FeatureFlags/OpenFeature/Model/", "OpenFeature's public shape: providers written for it call these constructors."),
        new("layers", "bench/Shop/Shop.csproj", "Measures the same running system that EndToEnd.Tests checks, and starts it the same way."),
        new("build settings", "src/Platform/librdkafka.redist/librdkafka.redist.csproj", "It holds no code, only the copy of a native library."),
        new("types are named for what they are", "src/Platform/Grpc/HealthCheck/HealthServiceImpl.cs", "the name of the type in the package that it stands in for"),
    ];

    public static bool Allow(string rule, string file) => All.Any(exemption => exemption.Covers(rule, file));
}
