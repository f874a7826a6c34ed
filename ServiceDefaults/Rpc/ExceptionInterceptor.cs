using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using OtelShop.ServiceDefaults.Postgres;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.ServiceDefaults.Rpc;

/// <summary>Maps exceptions of gRPC methods to statuses. Of faults the caller learns a neutral sentence; log and span have the rest.</summary>
internal sealed class ExceptionInterceptor(ILogger<ExceptionInterceptor> logger) : Interceptor
{
    private const string ErrorDomain = "otelshop";

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw Translate(error, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception error) when (error is not RpcException)
        {
            throw Translate(error, context);
        }
    }

    private RpcException Translate(Exception error, ServerCallContext context)
    {
        switch (error)
        {
            // What a caller interrupts by hanging up is no failure of this service.
            case var _ when context.CancellationToken.IsCancellationRequested && IsCancellation(error):
                return Failure(StatusCode.Cancelled, "The call was cancelled.");
            case InvalidRequestException invalid:
                return Failure(StatusCode.InvalidArgument, invalid.Message, Details(invalid.Violations));
            case NotFoundException:
                return Failure(StatusCode.NotFound, error.Message);
            case PreconditionFailedException failed:
                return Failure(StatusCode.FailedPrecondition, failed.Message, new ErrorInfo { Reason = failed.Reason, Domain = ErrorDomain });
            case UnavailableException unavailable:
                logger.CallUnavailable(error, context.Method.TrimStart('/'));
                Activity.Current?.AddException(error);
                return Failure(StatusCode.Unavailable, error.Message,
                    unavailable.Reason is { } reason ? new ErrorInfo { Reason = reason, Domain = ErrorDomain } : null);
            case var _ when error.IsDatabaseUnavailable():
                logger.CallUnavailable(error, context.Method.TrimStart('/'));
                Activity.Current?.AddException(error);
                return Failure(StatusCode.Unavailable, "The database is not available.");
            default:
                logger.CallFailed(error, context.Method.TrimStart('/'));
                Activity.Current?.AddException(error);
                return Failure(StatusCode.Internal, "The call could not be carried out.");
        }
    }

    private static bool IsCancellation(Exception? error) =>
        error is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled } || (error is not null && IsCancellation(error.InnerException));

    private static BadRequest Details(FieldViolations violations)
    {
        var details = new BadRequest();
        details.FieldViolations.AddRange(violations.Select(violation =>
            new BadRequest.Types.FieldViolation { Field = violation.Field, Description = violation.Description }));
        return details;
    }

    private static RpcException Failure(StatusCode code, string message, IMessage? detail = null)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message };
        if (detail is null)
            return new RpcException(new Grpc.Core.Status(code, message));
        status.Details.Add(Any.Pack(detail));
        return status.ToRpcException();
    }
}
