using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client;

/// <summary>What the parts of a channel share.</summary>
/// <param name="Logger">The channel's log.</param>
/// <param name="Clock">Measures deadlines and back-off.</param>
internal sealed record ChannelSurroundings(ILogger Logger, TimeProvider Clock);
