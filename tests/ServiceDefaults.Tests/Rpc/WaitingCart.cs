using System.Collections.Concurrent;
using Grpc.Core;
using Oteldemo;

namespace OtelShop.ServiceDefaults.Tests.Rpc;

/// <summary>Answers no call before its caller hangs up; then it fails as it was asked to by the user id.</summary>
internal sealed class WaitingCart : CartService.CartServiceBase
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Reached = new();

    public static Task ReachedAsync(string userId) => Signal(userId).Task.WaitAsync(TimeSpan.FromSeconds(30));

    public override async Task<Cart> GetCart(GetCartRequest request, ServerCallContext context)
    {
        Signal(request.UserId).TrySetResult();
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(context.CancellationToken);
            return new Cart();
        }
        catch (OperationCanceledException error) when (request.UserId == "wrapped")
        {
            throw new UnavailableException("The store cannot be reached.", error);
        }
    }

    private static TaskCompletionSource Signal(string userId) => Reached.GetOrAdd(userId, _ => new TaskCompletionSource());
}
