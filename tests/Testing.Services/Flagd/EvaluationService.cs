using System.Text;
using Flagd.Evaluation.V2;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OtelShop.FlagdCore;

namespace OtelShop.Testing.Services.Flagd;

internal sealed class EvaluationService(FlagdState state) : Service.ServiceBase
{
    public override async Task<ResolveBooleanResponse> ResolveBoolean(ResolveBooleanRequest request, ServerCallContext context)
    {
        var found = await ResolveAsync(request.FlagKey, request.Context, FlagType.Boolean, context);
        var answer = new ResolveBooleanResponse { Reason = found.Reason, Variant = found.Variant ?? "" };
        if (found.Value is { } value)
            answer.Value = value.Boolean;
        return answer;
    }

    public override async Task<ResolveStringResponse> ResolveString(ResolveStringRequest request, ServerCallContext context)
    {
        var found = await ResolveAsync(request.FlagKey, request.Context, FlagType.String, context);
        return new ResolveStringResponse { Reason = found.Reason, Variant = found.Variant, Value = found.Value!.Text };
    }

    public override async Task<ResolveIntResponse> ResolveInt(ResolveIntRequest request, ServerCallContext context)
    {
        var found = await ResolveAsync(request.FlagKey, request.Context, FlagType.Number, context);
        return new ResolveIntResponse { Reason = found.Reason, Variant = found.Variant, Value = (long)found.Value!.Number };
    }

    public override async Task<ResolveFloatResponse> ResolveFloat(ResolveFloatRequest request, ServerCallContext context)
    {
        var found = await ResolveAsync(request.FlagKey, request.Context, FlagType.Number, context);
        return new ResolveFloatResponse { Reason = found.Reason, Variant = found.Variant, Value = found.Value!.Number };
    }

    public override async Task<ResolveObjectResponse> ResolveObject(ResolveObjectRequest request, ServerCallContext context)
    {
        var found = await ResolveAsync(request.FlagKey, request.Context, FlagType.Object, context);
        return new ResolveObjectResponse { Reason = found.Reason, Variant = found.Variant, Value = Struct.Parser.ParseJson(found.Value!.ToString()) };
    }

    public override async Task EventStream(EventStreamRequest request, IServerStreamWriter<EventStreamResponse> responseStream, ServerCallContext context)
    {
        var presence = state.Stream();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(presence, context.CancellationToken);
        var (_, changed) = state.Read();
        await responseStream.WriteAsync(new EventStreamResponse { Type = "provider_ready" });
        while (true)
        {
            try
            {
                await changed.WaitAsync(end.Token);
            }
            catch (OperationCanceledException)
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "the daemon goes away"));
            }

            (_, changed) = state.Read();
            await responseStream.WriteAsync(Change());
        }
    }

    private EventStreamResponse Change()
    {
        var flags = new Struct();
        foreach (var key in state.ChangedKeys ?? [])
            flags.Fields[key] = Value.ForStruct(new Struct());
        var data = new Struct { Fields = { ["flags"] = Value.ForStruct(flags) } };
        return new EventStreamResponse { Type = "configuration_change", Data = state.ChangedKeys is null ? null : data };
    }

    private async Task<FlagResolution> ResolveAsync(string key, Struct context, FlagType type, ServerCallContext call)
    {
        await state.AskedAsync(call);
        var values = context.Fields.ToDictionary(field => field.Key, field => (object?)field.Value.StringValue);
        var found = FlagSet.Parse(Encoding.UTF8.GetBytes(state.Definition)).Resolve(key, values, TimeProvider.System).As(type);
        return found.ErrorCode switch
        {
            null => found,
            FlagErrorCode.FlagNotFound => throw Failure(StatusCode.NotFound, found),
            FlagErrorCode.TypeMismatch => throw Failure(StatusCode.InvalidArgument, found),
            FlagErrorCode.ParseError => throw Failure(StatusCode.DataLoss, found),
            _ => throw Failure(StatusCode.Unknown, found),
        };
    }

    private static RpcException Failure(StatusCode code, FlagResolution found) => new(new Status(code, found.ErrorMessage!));
}
