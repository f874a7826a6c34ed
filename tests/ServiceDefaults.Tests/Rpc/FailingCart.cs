using Grpc.Core;
using Oteldemo;

namespace OtelShop.ServiceDefaults.Tests.Rpc;

/// <summary>Keeps no carts, but fails a number of times in the way it was given, and remembers its calls.</summary>
internal sealed class FailingCart(FailingCart.Script script) : CartService.CartServiceBase
{
    public override Task<Cart> GetCart(GetCartRequest request, ServerCallContext context) => Task.FromResult(Answer(context, new Cart { UserId = request.UserId }));

    public override Task<Empty> AddItem(AddItemRequest request, ServerCallContext context) => Task.FromResult(Answer(context, new Empty()));

    private T Answer<T>(ServerCallContext context, T response)
    {
        lock (script.Calls)
        {
            script.Calls.Add(context.Deadline);
            return script.Calls.Count <= script.Times ? throw script.Failure : response;
        }
    }

    internal sealed record Script(Exception Failure, int Times = int.MaxValue)
    {
        /// <summary>The deadline of each call.</summary>
        public List<DateTime> Calls { get; } = [];
    }
}
