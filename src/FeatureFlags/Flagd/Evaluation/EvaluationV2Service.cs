using Grpc.Core;
using OtelShop.FlagdCore;
using V2 = Flagd.Evaluation.V2;

namespace OtelShop.Flagd.Evaluation;

/// <summary>flagd.evaluation.v2: without a value the caller uses its default.</summary>
internal sealed class EvaluationV2Service(Evaluator evaluator, FlagEvents events) : V2.Service.ServiceBase
{
    public override Task<V2.ResolveBooleanResponse> ResolveBoolean(V2.ResolveBooleanRequest request, ServerCallContext context)
    {
        var answer = Answer(evaluator.Resolve(request.FlagKey, StructContext.From(request.Context), FlagType.Boolean));
        var response = new V2.ResolveBooleanResponse { Reason = answer.Reason, Metadata = StructJson.From(answer.Metadata) };
        if (answer.Value is { } value)
            (response.Value, response.Variant) = (value.Boolean, answer.Variant);
        return Task.FromResult(response);
    }

    public override Task<V2.ResolveStringResponse> ResolveString(V2.ResolveStringRequest request, ServerCallContext context)
    {
        var answer = Answer(evaluator.Resolve(request.FlagKey, StructContext.From(request.Context), FlagType.String));
        var response = new V2.ResolveStringResponse { Reason = answer.Reason, Metadata = StructJson.From(answer.Metadata) };
        if (answer.Value is { } value)
            (response.Value, response.Variant) = (value.Text, answer.Variant);
        return Task.FromResult(response);
    }

    public override Task<V2.ResolveFloatResponse> ResolveFloat(V2.ResolveFloatRequest request, ServerCallContext context)
    {
        var answer = Answer(evaluator.Resolve(request.FlagKey, StructContext.From(request.Context), FlagType.Number));
        var response = new V2.ResolveFloatResponse { Reason = answer.Reason, Metadata = StructJson.From(answer.Metadata) };
        if (answer.Value is { } value)
            (response.Value, response.Variant) = (value.Number, answer.Variant);
        return Task.FromResult(response);
    }

    public override Task<V2.ResolveIntResponse> ResolveInt(V2.ResolveIntRequest request, ServerCallContext context)
    {
        var answer = Answer(evaluator.ResolveInteger(request.FlagKey, StructContext.From(request.Context)));
        var response = new V2.ResolveIntResponse { Reason = answer.Reason, Metadata = StructJson.From(answer.Metadata) };
        if (answer.Value is { } value)
            (response.Value, response.Variant) = ((long)value.Number, answer.Variant);
        return Task.FromResult(response);
    }

    public override Task<V2.ResolveObjectResponse> ResolveObject(V2.ResolveObjectRequest request, ServerCallContext context)
    {
        var answer = Answer(evaluator.Resolve(request.FlagKey, StructContext.From(request.Context), FlagType.Object));
        var response = new V2.ResolveObjectResponse { Reason = answer.Reason, Metadata = StructJson.From(answer.Metadata) };
        if (answer.Value is { } value)
            (response.Value, response.Variant) = (StructJson.Object(value.Json), answer.Variant);
        return Task.FromResult(response);
    }

    public override Task<V2.ResolveAllResponse> ResolveAll(V2.ResolveAllRequest request, ServerCallContext context)
    {
        var (metadata, flags) = evaluator.ResolveAll(StructContext.From(request.Context));
        var all = new V2.ResolveAllResponse { Metadata = StructJson.From(metadata) };
        foreach (var (key, resolution) in flags)
        {
            // The bulk reply has no error field, so flags that cannot be evaluated are omitted.
            if (resolution.ErrorCode is null)
                all.Flags.Add(key, Any(resolution));
        }

        return Task.FromResult(all);
    }

    public override async Task EventStream(V2.EventStreamRequest request, IServerStreamWriter<V2.EventStreamResponse> responseStream, ServerCallContext context)
    {
        await foreach (var (type, data) in events.FollowAsync(context.CancellationToken))
            await responseStream.WriteAsync(new V2.EventStreamResponse { Type = type, Data = data });
        if (!context.CancellationToken.IsCancellationRequested)
            throw new RpcException(EvaluationStatus.Stopping);
    }

    private static FlagResolution Answer(FlagResolution answer) =>
        answer.ErrorCode is { } error ? throw new RpcException(EvaluationStatus.Of(error, answer.ErrorMessage)) : answer;

    private static V2.AnyFlag Any(FlagResolution resolution)
    {
        var any = new V2.AnyFlag { Reason = resolution.Reason, Metadata = StructJson.From(resolution.Metadata) };
        if (resolution.Variant is { } variant)
            any.Variant = variant;
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
