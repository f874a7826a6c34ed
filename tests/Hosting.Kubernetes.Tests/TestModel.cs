using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;
using OtelShop.Hosting.Kubernetes.Output;

namespace OtelShop.Hosting.Kubernetes.Tests;

/// <summary>An app model of two or three resources, published in memory.</summary>
internal sealed class TestModel
{
    public const string Environment = "k8s";

    private Task<ShopModel>? _shop;

    public TestModel(params string[] stages)
    {
        Builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--operation", "publish", "--step", $"publish-{Environment}", "--output-path", Output],
            DisableDashboard = true,
        });
        Kubernetes = Builder.AddKubernetesEnvironment(Environment);
        foreach (var stage in stages)
            Kubernetes.WithStage(stage, _ => { });
    }

    /// <summary>A directory that does not exist until the pipeline writes it.</summary>
    public string Output { get; } = Path.Combine(Path.GetTempPath(), $"otelshop-publish-{Guid.NewGuid():N}");

    public IDistributedApplicationBuilder Builder { get; }

    public IResourceBuilder<KubernetesEnvironmentResource> Kubernetes { get; }

    /// <summary>A service with one gRPC endpoint.</summary>
    public IResourceBuilder<ProjectResource> AddApi(string name) => Builder.AddService<ApiProject>(name);

    /// <summary>A service with one HTTP endpoint for users and one for management.</summary>
    public IResourceBuilder<ProjectResource> AddWeb(string name) => Builder.AddService<WebProject>(name);

    /// <summary>A service with a database of its own, in the superuser's name.</summary>
    public void AddPayment() => AddApi("payment").WithReference(Builder.AddPostgres("postgres").AddDatabase("payments-database", "payments"));

    public Task<ShopModel> ReadAsync() => _shop ??= ReadOnceAsync();

    /// <summary>Chart and overlays by path.</summary>
    public async Task<OutputFiles> RenderAsync() => KubernetesPublisher.Render(await ReadAsync());

    /// <summary>The objects of the first stage by kind and name, such as <c>Deployment cart</c>.</summary>
    public async Task<IReadOnlyDictionary<string, JsonObject>> ObjectsAsync(
        KubernetesHome home = KubernetesHome.Standalone, Mesh mesh = Mesh.None, KubernetesDelivery delivery = KubernetesDelivery.Rolling)
    {
        var shop = await ReadAsync();
        return ShopObjects.Of(shop, new Variant(shop.Environment.Stages[0], home, mesh, delivery), new ObjectCache()).ToDictionary(target => target.Key, target => target.Json);
    }

    /// <summary>Runs the pipeline, as the command line does.</summary>
    /// <returns>The exit code that the process would have.</returns>
    public async Task<int> RunAsync()
    {
        await using var application = Builder.Build();
        await application.RunAsync(TestContext.Current.CancellationToken);
        var exitCode = System.Environment.ExitCode;
        System.Environment.ExitCode = 0;
        return exitCode;
    }

    /// <summary>The sentence with which publishing refuses the model.</summary>
    public async Task<string> RefusalAsync() => (await Assert.ThrowsAsync<DistributedApplicationException>(RenderAsync)).Message;

    private async Task<ShopModel> ReadOnceAsync()
    {
        await using var application = Builder.Build();
        return await new ModelReader(Kubernetes.Resource, application.Services.GetRequiredService<DistributedApplicationExecutionContext>(), NullLogger.Instance)
            .ReadAsync(application.Services.GetRequiredService<DistributedApplicationModel>(), TestContext.Current.CancellationToken);
    }

    private sealed class ApiProject : IProjectMetadata
    {
        public string ProjectPath => Path.Combine(AppContext.BaseDirectory, "Projects", "Api", "Api.csproj");
    }

    private sealed class WebProject : IProjectMetadata
    {
        public string ProjectPath => Path.Combine(AppContext.BaseDirectory, "Projects", "Web", "Web.csproj");
    }
}

/// <summary>Reads places of objects.</summary>
internal static class JsonNodeExtensions
{
    /// <summary>The place below the path, such as <c>spec/rules/0/host</c>. Null where there is none.</summary>
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var step in path.Split('/'))
            node = node is JsonArray list ? list.ElementAtOrDefault(int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)) : node?[step];
        return node;
    }

    public static JsonNode? Container(this JsonObject workload) => workload.At("spec/template/spec/containers/0");

    /// <summary>A variable of a workload's container.</summary>
    public static JsonNode? Variable(this JsonObject workload, string name) => workload.Container()!["env"]!.AsArray().FirstOrDefault(variable => (string?)variable!["name"] == name);
}
