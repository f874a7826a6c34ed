using Google.Rpc;
using Grpc.Core;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.ServiceDefaults.Tests.Rpc;

public sealed class FailureStatusTests
{
    [Fact]
    public async Task Wrong_fields_are_INVALID_ARGUMENT_with_each_field()
    {
        var error = await FailAsync(new InvalidRequestException(new FieldViolations().Require(false, "item.quantity", "must be positive")));
        var details = Details(error).Unpack<BadRequest>();

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(("item.quantity", "must be positive"), (details.FieldViolations.Single().Field, details.FieldViolations.Single().Description));
    }

    [Fact]
    public async Task A_failed_precondition_has_a_reason_for_programs()
    {
        var error = await FailAsync(new PreconditionFailedException("CART_EMPTY", "The cart is empty."));
        var details = Details(error).Unpack<ErrorInfo>();

        Assert.Equal((StatusCode.FailedPrecondition, "The cart is empty."), (error.StatusCode, error.Status.Detail));
        Assert.Equal(("CART_EMPTY", "otelshop"), (details.Reason, details.Domain));
    }

    [Fact]
    public async Task What_does_not_exist_is_NOT_FOUND()
    {
        var error = await FailAsync(new NotFoundException("There is no product X."));

        Assert.Equal((StatusCode.NotFound, "There is no product X."), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task What_cannot_be_reached_is_UNAVAILABLE_without_its_cause()
    {
        var error = await FailAsync(new UnavailableException("The store cannot be reached.", new TimeoutException("secret")));

        Assert.Equal((StatusCode.Unavailable, "The store cannot be reached."), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task A_fault_is_INTERNAL_and_its_text_stays_here()
    {
        var error = await FailAsync(new InvalidOperationException("secret"));

        Assert.Equal(StatusCode.Internal, error.StatusCode);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_that_the_service_chose_stays_as_it_is()
    {
        var error = await FailAsync(new RpcException(new Grpc.Core.Status(StatusCode.Aborted, "Somebody else was faster.")));

        Assert.Equal((StatusCode.Aborted, "Somebody else was faster."), (error.StatusCode, error.Status.Detail));
    }

    private static async Task<RpcException> FailAsync(Exception failure)
    {
        await using var pair = await CartPair.StartAsync(new FailingCart.Script(failure));
        return await Assert.ThrowsAsync<RpcException>(async () => await pair.Cart.AddItemAsync(new()));
    }

    private static Google.Protobuf.WellKnownTypes.Any Details(RpcException error) =>
        Assert.Single(Google.Rpc.Status.Parser.ParseFrom(error.Trailers.GetValueBytes("grpc-status-details-bin")).Details);
}
