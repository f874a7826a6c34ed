using Microsoft.Extensions.Options;

namespace OtelShop.Dashboard.Listeners;

/// <summary>Says where the dashboard listens and who may come in, once it does.</summary>
internal sealed class ListeningAnnouncement(
    DashboardAddresses addresses, IOptions<DashboardOptions> options, ILogger<ListeningAnnouncement> logger) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var url in addresses.All(Listener.Pages))
            logger.PagesListen(url);
        if (addresses.OtlpGrpc is { } grpc)
            logger.OtlpGrpcListens(grpc);
        if (addresses.OtlpHttp is { } http)
            logger.OtlpHttpListens(http);
        Warn();
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Warn()
    {
        if (options.Value.Otlp.AuthMode == ApiKeyAuthMode.Unsecured && (addresses.OtlpGrpc ?? addresses.OtlpHttp) is not null)
        {
            if (addresses.IsOpenToOthers(Listener.OtlpGrpc) || addresses.IsOpenToOthers(Listener.OtlpHttp))
                logger.OtlpIsOpen();
            else
                logger.OtlpIsUnsecured();
        }

        if (options.Value.Frontend.AuthMode != FrontendAuthMode.Unsecured)
            return;
        if (addresses.IsOpenToOthers(Listener.Pages))
            logger.PagesAreOpen();
        else
            logger.PagesAreUnsecured();
    }
}
