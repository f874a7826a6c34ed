using System.Threading.Channels;
using Grpc.Core;
using Oteldemo;

namespace OtelShop.Checkout.Tests.Fakes;

internal sealed class FakeEmail : EmailService.EmailServiceBase
{
    private readonly Channel<(SendOrderConfirmationRequest Request, string? TraceParent)> _sent =
        Channel.CreateUnbounded<(SendOrderConfirmationRequest, string?)>();

    public Failure Fails { get; } = new();

    public int SentSoFar => _sent.Reader.Count;

    public ValueTask<(SendOrderConfirmationRequest Request, string? TraceParent)> NextAsync(CancellationToken cancellationToken) =>
        _sent.Reader.ReadAsync(cancellationToken);

    public override Task<Empty> SendOrderConfirmation(SendOrderConfirmationRequest request, ServerCallContext context)
    {
        Fails.ThrowIfSet();
        _sent.Writer.TryWrite((request, context.RequestHeaders.GetValue("traceparent")));
        return Task.FromResult(new Empty());
    }
}
