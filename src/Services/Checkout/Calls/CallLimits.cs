using Grpc.Core;
using Microsoft.Extensions.Options;

namespace OtelShop.Checkouts.Calls;

/// <summary>How long each kind of call may take, and for whom.</summary>
internal sealed class CallLimits(IOptions<CheckoutOptions> options, IHttpContextAccessor caller, TimeProvider clock)
{
    /// <summary>
    /// From here on calls are nobody's part any more. Clients pass on the deadline and the hanging up of the call that is being answered,
    /// which must not leave an order half done.
    /// </summary>
    public void LeaveCaller() => caller.HttpContext = null;

    public CallOptions Preparing(CancellationToken cancellationToken) => Within(options.Value.CallTimeout, cancellationToken);

    public CallOptions Charging() => Within(options.Value.ChargeTimeout, CancellationToken.None);

    public CallOptions Shipping() => Within(options.Value.ShipTimeout, CancellationToken.None);

    public CallOptions Emptying() => Within(options.Value.CallTimeout, CancellationToken.None);

    public CallOptions Delivering(CancellationToken cancellationToken) => Within(options.Value.DeliveryTimeout, cancellationToken);

    private CallOptions Within(TimeSpan timeout, CancellationToken cancellationToken) =>
        new(deadline: clock.GetUtcNow().UtcDateTime + timeout, cancellationToken: cancellationToken);
}
