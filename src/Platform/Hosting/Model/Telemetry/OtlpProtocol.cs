namespace Aspire.Hosting;

/// <summary>How telemetry travels.</summary>
public enum OtlpProtocol
{
    /// <summary>Over gRPC.</summary>
    Grpc,

    /// <summary>As Protocol Buffers over HTTP.</summary>
    HttpProtobuf,
}
