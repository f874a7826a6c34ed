using Grpc.Net.Client.Balancer;

namespace OtelShop.Grpc.Tests.Client;

/// <summary>Addresses with the scheme "late": the test says when they are known.</summary>
internal sealed class LateResolver : ResolverFactory
{
    private readonly Shown _resolver = new();

    public override string Name => "late";

    public override Resolver Create(ResolverOptions options) => _resolver;

    public void Show(params int[] ports) => _resolver.Show([.. ports.Select(port => new BalancerAddress("127.0.0.1", port))]);

    private sealed class Shown : Resolver
    {
        private Action<ResolverResult>? _listener;

        public override void Start(Action<ResolverResult> listener)
        {
            _listener = listener;
            listener(ResolverResult.ForResult([]));
        }

        public void Show(IReadOnlyList<BalancerAddress> addresses) => _listener!(ResolverResult.ForResult(addresses));
    }
}
