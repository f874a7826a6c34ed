namespace Grpc.AspNetCore.Server;

/// <summary>Is registered when a client propagates deadline and cancellation of the running call.</summary>
internal sealed class CallPropagation;
