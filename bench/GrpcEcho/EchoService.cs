using Grpc.Core;

namespace OtelShop.Bench.GrpcEcho;

/// <summary>The message comes back as it came, over our runtime.</summary>
internal sealed class EchoService : Echo.EchoBase
{
    public override Task<EchoMessage> Unary(EchoMessage request, ServerCallContext context) => Task.FromResult(request);
}
