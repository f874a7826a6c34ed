namespace Grpc.AspNetCore.HealthChecks;

/// <summary>How health checks become the health of gRPC services.</summary>
public sealed class GrpcHealthChecksOptions
{
    /// <summary>The services. Default: the empty name (the whole server) with all checks.</summary>
    public ServiceMappingCollection Services { get; } = [];

    /// <summary>Whether Check answers with what the last published report said, instead of running the checks. Default no.</summary>
    public bool UseHealthChecksCache { get; set; }

    /// <summary>Whether watches go on while the application stops. Default no.</summary>
    public bool SuppressCompletionOnShutdown { get; set; }
}
