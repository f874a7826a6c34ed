using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace OtelShop.FrontendProxies.Requests;

/// <summary>Delays requests with the header <c>x-envoy-fault-delay-request</c> (milliseconds), as upstream's Envoy does.</summary>
internal sealed class FaultDelay(IOptions<ProxyOptions> options, TimeProvider time)
{
    public const string Header = "x-envoy-fault-delay-request";

    private readonly TimeSpan _longest = options.Value.MaxFaultDelay;
    private readonly int _mostActive = options.Value.MaxActiveFaults;
    private int _active;

    public Task DelayAsync(HttpContext context, RequestDelegate next) =>
        context.Request.Headers.TryGetValue(Header, out var asked) && TryRead(asked, out var delay) ? DelayAsync(context, next, delay) : next(context);

    private async Task DelayAsync(HttpContext context, RequestDelegate next, TimeSpan delay)
    {
        try
        {
            if (Interlocked.Increment(ref _active) <= _mostActive)
            {
                // The client wants this request to be slow: it must not spend the error budget.
                context.Features.Get<IHttpMetricsTagsFeature>()?.MetricsDisabled = true;
                await Task.Delay(delay, time, context.RequestAborted);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            Interlocked.Decrement(ref _active);
        }

        await next(context);
    }

    // Compat: Envoy ignores what is no unsigned number.
    private bool TryRead(string? asked, out TimeSpan delay)
    {
        delay = ulong.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(Math.Min(milliseconds, _longest.TotalMilliseconds))
            : TimeSpan.Zero;
        return delay > TimeSpan.Zero;
    }
}
