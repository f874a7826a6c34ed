using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>What all calls of a method over a channel share.</summary>
/// <param name="Names">For telemetry.</param>
/// <param name="Uri">Where it is; null when an address is picked for each call.</param>
/// <param name="Retry">How it is repeated; null for not at all.</param>
internal sealed record CallMethod(MethodNames Names, Uri? Uri, RetryRule? Retry);
