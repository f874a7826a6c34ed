using Flagd.Evaluation.V2;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OpenFeature.Constant;
using OpenFeature.Model;
using OpenTelemetry;
using ModelValue = OpenFeature.Model.Value;

namespace OpenFeature.Providers.Flagd;

/// <summary>
/// Asks the daemon, and remembers results that depend on no context until the daemon reports a change. Without its event
/// stream, or after a timed-out call, evaluations give the default at once.
/// </summary>
internal sealed class RpcResolver(FlagdChannels channels, FlagdOptions options, TimeProvider time) : FlagdResolver(channels, time)
{
    private readonly ResultCache _cache = new(options.Cache == "disabled" ? 0 : options.MaxCacheSize);
    private volatile RpcSession? _session;

    public override IReadOnlyList<string> Forget() => _cache.Clear();

    public override Task<ResolutionDetails<bool>> BooleanAsync(string key, bool otherwise, EvaluationContext context, CancellationToken stop) =>
        ResolveAsync(key, otherwise, async (service, call) =>
        {
            var answer = await service.ResolveBooleanAsync(new ResolveBooleanRequest { FlagKey = key, Context = ProtobufValues.ToStruct(context) }, call);
            return Details(key, answer.HasValue ? answer.Value : otherwise, answer.Reason, answer.HasVariant ? answer.Variant : null, answer.Metadata);
        }, stop);

    public override Task<ResolutionDetails<string>> StringAsync(string key, string otherwise, EvaluationContext context, CancellationToken stop) =>
        ResolveAsync(key, otherwise, async (service, call) =>
        {
            var answer = await service.ResolveStringAsync(new ResolveStringRequest { FlagKey = key, Context = ProtobufValues.ToStruct(context) }, call);
            return Details(key, answer.HasValue ? answer.Value : otherwise, answer.Reason, answer.HasVariant ? answer.Variant : null, answer.Metadata);
        }, stop);

    public override Task<ResolutionDetails<int>> IntegerAsync(string key, int otherwise, EvaluationContext context, CancellationToken stop) =>
        ResolveAsync(key, otherwise, async (service, call) =>
        {
            var answer = await service.ResolveIntAsync(new ResolveIntRequest { FlagKey = key, Context = ProtobufValues.ToStruct(context) }, call);
            if (answer.HasValue && answer.Value is < int.MinValue or > int.MaxValue)
                return Failed(key, otherwise, ErrorType.TypeMismatch, $"{answer.Value} is too large for an integer");
            return Details(key, answer.HasValue ? (int)answer.Value : otherwise, answer.Reason, answer.HasVariant ? answer.Variant : null, answer.Metadata);
        }, stop);

    public override Task<ResolutionDetails<double>> DoubleAsync(string key, double otherwise, EvaluationContext context, CancellationToken stop) =>
        ResolveAsync(key, otherwise, async (service, call) =>
        {
            var answer = await service.ResolveFloatAsync(new ResolveFloatRequest { FlagKey = key, Context = ProtobufValues.ToStruct(context) }, call);
            return Details(key, answer.HasValue ? answer.Value : otherwise, answer.Reason, answer.HasVariant ? answer.Variant : null, answer.Metadata);
        }, stop);

    public override Task<ResolutionDetails<ModelValue>> ObjectAsync(string key, ModelValue otherwise, EvaluationContext context, CancellationToken stop) =>
        ResolveAsync(key, otherwise, async (service, call) =>
        {
            var answer = await service.ResolveObjectAsync(new ResolveObjectRequest { FlagKey = key, Context = ProtobufValues.ToStruct(context) }, call);
            var value = answer.Value is null ? otherwise : ProtobufValues.ToValue(answer.Value);
            return Details(key, value, answer.Reason, answer.HasVariant ? answer.Variant : null, answer.Metadata);
        }, stop);

    protected override async Task FollowAsync(CallInvoker daemon, CancellationTokenSource patience, Action<Func<IReadOnlyList<string>?>> heard)
    {
        var service = new Service.ServiceClient(daemon);
        try
        {
            using var call = service.EventStream(new EventStreamRequest(), cancellationToken: patience.Token);
            while (await call.ResponseStream.MoveNext(patience.Token))
            {
                patience.CancelAfter(Timeout.InfiniteTimeSpan);
                heard(() =>
                {
                    _session ??= new RpcSession(service, patience);
                    return Hear(call.ResponseStream.Current);
                });
            }
        }
        finally
        {
            _session = null;
        }
    }

    private IReadOnlyList<string> Hear(EventStreamResponse news) => news.Type switch
    {
        // Changes during the outage are unknown.
        "provider_ready" => _cache.Clear(),
        "configuration_change" when news.Data?.Fields.GetValueOrDefault("flags")?.StructValue is { } flags => _cache.Remove([.. flags.Fields.Keys]),
        "configuration_change" => _cache.Clear(),
        _ => [],
    };

    private async Task<ResolutionDetails<T>> ResolveAsync<T>(
        string key, T otherwise, Func<Service.ServiceClient, CallOptions, Task<ResolutionDetails<T>>> ask, CancellationToken stop)
    {
        if (_cache.Find<T>(key) is { } known)
            return known;
        if (_session is not { } session)
            return await NotReady(key, otherwise);

        using var unobserved = SuppressInstrumentationScope.Begin();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(options.DeadlineMs), Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, stop);
        var generation = _cache.Generation;
        try
        {
            var details = await ask(session.Service, new CallOptions(cancellationToken: either.Token));
            if (details is { Reason: Reason.Static, ErrorType: ErrorType.None })
                _cache.Add(key, generation, details);
            return details;
        }
        catch (RpcException error)
        {
            if (deadline.IsCancellationRequested)
                session.BreakOff();
            return Failed(key, otherwise, ErrorOf(error.StatusCode), deadline.IsCancellationRequested ? "flagd does not answer" : error.Status.Detail);
        }
    }

    private static ErrorType ErrorOf(StatusCode status) => status switch
    {
        StatusCode.NotFound => ErrorType.FlagNotFound,
        StatusCode.InvalidArgument => ErrorType.TypeMismatch,
        StatusCode.DataLoss => ErrorType.ParseError,
        StatusCode.Unavailable => ErrorType.ProviderNotReady,
        _ => ErrorType.General,
    };

    private static ResolutionDetails<T> Details<T>(string key, T value, string reason, string? variant, Struct? metadata) =>
        new(key, value, ErrorType.None, reason, variant, null, ProtobufValues.ToMetadata(metadata));

    private static ResolutionDetails<T> Failed<T>(string key, T otherwise, ErrorType error, string message) =>
        new(key, otherwise, error, Reason.Error, null, message);
}
