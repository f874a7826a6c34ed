using System.Text;
using Flagd.Sync.V1;
using Grpc.Core;
using OtelShop.Flagd.Evaluation;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Sync;

/// <summary>flagd.sync.v1: the whole definition, for in-process evaluation.</summary>
internal sealed class FlagSyncService(FlagStore store, SyncTelemetry telemetry, TimeProvider time, IHostApplicationLifetime lifetime)
    : global::Flagd.Sync.V1.FlagSyncService.FlagSyncServiceBase
{
    public override async Task SyncFlags(SyncFlagsRequest request, IServerStreamWriter<SyncFlagsResponse> responseStream, ServerCallContext context)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var first = store.Current;
        var began = time.GetTimestamp();
        telemetry.Began();
        try
        {
            await responseStream.WriteAsync(new SyncFlagsResponse { FlagConfiguration = Text(first) });
            await foreach (var (_, now) in store.WatchAsync(first, ended.Token))
                await responseStream.WriteAsync(new SyncFlagsResponse { FlagConfiguration = Text(now) });
            if (!context.CancellationToken.IsCancellationRequested)
                throw new RpcException(EvaluationStatus.Stopping);
        }
        finally
        {
            telemetry.Ended(time.GetElapsedTime(began));
        }
    }

    public override Task<FetchAllFlagsResponse> FetchAllFlags(FetchAllFlagsRequest request, ServerCallContext context) =>
        Task.FromResult(new FetchAllFlagsResponse { FlagConfiguration = Text(store.Current) });

    public override Task<GetMetadataResponse> GetMetadata(GetMetadataRequest request, ServerCallContext context) => Task.FromResult(new GetMetadataResponse { Metadata = new() });

    private static string Text(FlagSet flags) => Encoding.UTF8.GetString(flags.Utf8Json.Span);
}
