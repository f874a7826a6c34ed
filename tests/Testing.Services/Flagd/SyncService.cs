using Flagd.Sync.V1;
using Grpc.Core;

namespace OtelShop.Testing.Services.Flagd;

internal sealed class SyncService(FlagdState state) : FlagSyncService.FlagSyncServiceBase
{
    public override async Task SyncFlags(SyncFlagsRequest request, IServerStreamWriter<SyncFlagsResponse> responseStream, ServerCallContext context)
    {
        var presence = state.Stream();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(presence, context.CancellationToken);
        while (true)
        {
            var (definition, changed) = state.Read();
            await responseStream.WriteAsync(new SyncFlagsResponse { FlagConfiguration = definition, SyncContext = state.SyncContext });
            try
            {
                await changed.WaitAsync(end.Token);
            }
            catch (OperationCanceledException)
            {
                throw new RpcException(new Status(StatusCode.Unavailable, "the daemon goes away"));
            }
        }
    }
}
