using Aspire.Hosting;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OtelShop.Hosting.Kubernetes.Chaos;
using OtelShop.Hosting.Kubernetes.Collector;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;
using OtelShop.Hosting.Kubernetes.Policies;
using OtelShop.Hosting.Monitoring;

namespace OtelShop.Hosting.Kubernetes.Output;

/// <summary>The pipeline step: reads the model, renders every variant in memory, and writes chart, overlays and what monitoring needs.</summary>
internal static partial class KubernetesPublisher
{
    /// <exception cref="DistributedApplicationException">The model cannot be published; nothing was written.</exception>
    public static async Task PublishAsync(KubernetesEnvironmentResource environment, PipelineStepContext context)
    {
        try
        {
            var shop = await new ModelReader(environment, context.ExecutionContext, context.Logger).ReadAsync(context.Model, context.CancellationToken);
            var files = Render(shop);
            var directory = context.Services.GetRequiredService<IPipelineOutputService>().GetOutputDirectory();
            files.Write(directory);
            Published(context.Logger, files.Files.Count, directory);
        }
        catch
        {
            // A step that fails ends the process with 0 unless it says otherwise.
            Environment.ExitCode = 1;
            throw;
        }
    }

    public static OutputFiles Render(ShopModel shop)
    {
        var cache = new ObjectCache();
        var variants = Variant.AllOf(shop.Environment.Stages).ToDictionary(variant => variant, variant => ShopObjects.Of(shop, variant, cache));
        var files = new OutputFiles();
        new KustomizeWriter(files, shop, variants).Write();
        new HelmWriter(files, shop, variants).Write();
        var monitored = MonitoredShopReader.Read(shop);
        foreach (var (path, text) in MonitoringFiles.Of(monitored))
            files.Add($"monitoring/{path}", text);
        foreach (var (path, document) in MonitoringFiles.DocumentsOf(monitored))
            files.Add($"monitoring/{path}", Yaml.Header + Yaml.Write(TemplateNode.Of(document)));
        CollectorWriter.Write(files, shop);
        MonitoringWriter.Write(files, shop);
        RecommendationWriter.Write(files, shop);
        CatalogWriter.Write(files, shop, monitored);
        new PolicyWriter(files, shop, variants).Write();
        ChaosWriter.Write(files, shop);
        return files;
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} files written below {Directory}")]
    private static partial void Published(ILogger logger, int count, string directory);
}
