using Grpc.Core;
using OtelShop.FlagdCore;
using V1 = Flagd.Evaluation.V1;

namespace OtelShop.Flagd.Evaluation;

/// <summary>flagd.evaluation.v1: a disabled flag has an empty variant and the zero value of its type.</summary>
internal sealed class EvaluationV1Service(Evaluator evaluator, FlagEvents events) : V1.Service.ServiceBase
{
    public override Task<V1.ResolveBooleanResponse> ResolveBoolean(V1.ResolveBooleanRequest request, ServerCallContext context)
    {
        var answer = Answer(request.FlagKey, evaluator.Resolve(request.FlagKey, StructContext.From(request.Context), FlagType.Boolean));
        return Task.FromResult(new V1.ResolveBooleanResponse
        {
            Value = answer.Value?.Boolean ?? false,
            Reason = answer.Reason,
            Variant = answer.Variant ?? "",
            Metadata = StructJson.From(answer.Metadata),
        });
    }

    public override Task<V1.ResolveStringResponse> ResolveString(V1.ResolveStringRequest request, ServerCallContext context)
    {
        var answer = Answer(request.FlagKey, evaluator.Resolve(request.FlagKey, StructContext.From(request.Context), FlagType.String));
        return Task.FromResult(new V1.ResolveStringResponse
        {
            Value = answer.Value?.Text ?? "",
            Reason = answer.Reason,
            Variant = answer.Variant ?? "",
            Metadata = StructJson.From(answer.Metadata),
        });
    }

    public override Task<V1.ResolveFloatResponse> ResolveFloat(V1.ResolveFloatRequest request, ServerCallContext context)
    {
        var answer = Answer(request.FlagKey, evaluator.Resolve(request.FlagKey, StructContext.From(request.Context), FlagType.Number));
        return Task.FromResult(new V1.ResolveFloatResponse
        {
            Value = answer.Value?.Number ?? 0,
            Reason = answer.Reason,
            Variant = answer.Variant ?? "",
            Metadata = StructJson.From(answer.Metadata),
        });
    }

    public override Task<V1.ResolveIntResponse> ResolveInt(V1.ResolveIntRequest request, ServerCallContext context)
    {
        var answer = Answer(request.FlagKey, evaluator.ResolveInteger(request.FlagKey, StructContext.From(request.Context)));
        return Task.FromResult(new V1.ResolveIntResponse
        {
            Value = (long)(answer.Value?.Number ?? 0),
            Reason = answer.Reason,
            Variant = answer.Variant ?? "",
            Metadata = StructJson.From(answer.Metadata),
        });
    }

    public override Task<V1.ResolveObjectResponse> ResolveObject(V1.ResolveObjectRequest request, ServerCallContext context)
    {
        var answer = Answer(request.FlagKey, evaluator.Resolve(request.FlagKey, StructContext.From(request.Context), FlagType.Object));
        return Task.FromResult(new V1.ResolveObjectResponse
        {
            Value = answer.Value is { } value ? StructJson.Object(value.Json) : null,
            Reason = answer.Reason,
            Variant = answer.Variant ?? "",
            Metadata = StructJson.From(answer.Metadata),
        });
    }

    public override Task<V1.ResolveAllResponse> ResolveAll(V1.ResolveAllRequest request, ServerCallContext context)
    {
        var (metadata, flags) = evaluator.ResolveAll(StructContext.From(request.Context));
        var all = new V1.ResolveAllResponse { Metadata = StructJson.From(metadata) };
        foreach (var (key, resolution) in flags)
        {
            // The bulk reply has no error field, so flags that cannot be evaluated are omitted.
            if (resolution.ErrorCode is null)
                all.Flags.Add(key, Any(resolution));
        }

        return Task.FromResult(all);
    }

    public override async Task EventStream(V1.EventStreamRequest request, IServerStreamWriter<V1.EventStreamResponse> responseStream, ServerCallContext context)
    {
        await foreach (var (type, data) in events.FollowAsync(context.CancellationToken))
            await responseStream.WriteAsync(new V1.EventStreamResponse { Type = type, Data = data });
        if (!context.CancellationToken.IsCancellationRequested)
            throw new RpcException(EvaluationStatus.Stopping);
    }

    private static FlagResolution Answer(string key, FlagResolution answer) => answer switch
    {
        { ErrorCode: { } error } => throw new RpcException(EvaluationStatus.Of(error, answer.ErrorMessage)),
        { Value: null, Reason: not FlagReason.Disabled } => throw new RpcException(EvaluationStatus.WithoutDefault(key)),
        _ => answer,
    };

    private static V1.AnyFlag Any(FlagResolution resolution)
    {
        var any = new V1.AnyFlag { Reason = resolution.Reason, Variant = resolution.Variant ?? "", Metadata = StructJson.From(resolution.Metadata) };
        switch (resolution.Value)
        {
            case null:
                break;
            case { Type: FlagType.Boolean } value:
                any.BoolValue = value.Boolean;
                break;
            case { Type: FlagType.String } value:
                any.StringValue = value.Text;
                break;
            case { Type: FlagType.Number } value:
                any.DoubleValue = value.Number;
                break;
            case { } value:
                any.ObjectValue = StructJson.Object(value.Json);
                break;
        }

        return any;
    }
}
