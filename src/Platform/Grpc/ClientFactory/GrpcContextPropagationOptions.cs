namespace Grpc.Net.ClientFactory;

/// <summary>How deadline and cancellation of a received call are passed on.</summary>
public sealed class GrpcContextPropagationOptions
{
    /// <summary>Whether calls made outside of a received call are fine. Default no: they fail.</summary>
    public bool SuppressContextNotFoundErrors { get; set; }
}
