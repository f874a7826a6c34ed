using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace OtelShop.Hosting.Tests;

public sealed class ObservabilityTests : IDisposable
{
    private static readonly string Folder = Path.Combine(AppHostProcess.Checkout, "deploy", "monitoring");

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void With_containers_a_collector_and_its_backends_are_added_with_fixed_images()
    {
        var builder = Builder("--backing=containers");
        builder.AddObservability(Folder);

        var images = builder.Resources.OfType<ContainerResource>().ToDictionary(container => container.Name, container => container.Annotations.OfType<ContainerImageAnnotation>().Single());
        Assert.Equal(["grafana", "jaeger", "loki", "otel-collector", "prometheus", "tempo"], images.Keys.Order());
        Assert.All(images.Values, image => Assert.Matches(@"^v?\d+\.\d+\.\d+$", image.Tag));
    }

    [Theory, InlineData("--backing=processes"), InlineData("--backing=containers", "--operation", "publish")]
    public void With_processes_and_published_nothing_is_added(params string[] args)
    {
        var builder = Builder(args);
        builder.AddObservability(Folder);

        Assert.Empty(builder.Resources.OfType<ContainerResource>());
    }

    [Theory, InlineData("collector.yaml"), InlineData("loki.yaml"), InlineData("prometheus.yaml"), InlineData("tempo.yaml"), InlineData("vendor.yaml")]
    public void Every_mounted_configuration_is_one_that_publishing_writes(string file)
    {
        var builder = Builder("--backing=containers");
        builder.AddObservability(Folder);

        var mounts = builder.Resources.OfType<ContainerResource>().SelectMany(container => container.Annotations.OfType<ContainerMountAnnotation>()).ToList();
        Assert.All(mounts, mount => Assert.True(mount is { IsReadOnly: true, Type: ContainerMountType.BindMount } && (File.Exists(mount.Source) || Directory.Exists(mount.Source)), mount.Source));
        Assert.True(File.Exists(Path.Combine(Folder, "containers", file)), file);
    }

    // A variable that is not set is an exporter without an address, or a data source that leads nowhere.
    [Theory]
    [InlineData("otel-collector", "containers/collector.yaml", @"\$\{env:([A-Z_]+)\}")]
    [InlineData("grafana", "containers/datasources/otelshop.yaml", @"[^$]\$\{([A-Z_]+)\}")]
    public async Task Every_variable_of_a_configuration_leads_to_the_container_of_its_name(string name, string file, string pattern)
    {
        var builder = Builder("--backing=containers");
        builder.AddObservability(Folder);
        var container = builder.Resources.OfType<ContainerResource>().Single(other => other.Name == name);
        var variables = new Dictionary<string, object>();
        foreach (var callback in Callbacks(container))
            await callback.Callback(new EnvironmentCallbackContext(builder.ExecutionContext, container, variables));

        var used = Regex.Matches(await File.ReadAllTextAsync(Path.Combine(Folder, file)), pattern).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.Subset(variables.Keys.ToHashSet(), used.ToHashSet());
        Assert.All(
            used.Where(variable => !variable.StartsWith("OTEL_", StringComparison.Ordinal) && !variable.StartsWith("ASPIRE_", StringComparison.Ordinal)),
            variable => Assert.Equal(variable.Split('_')[0].ToLowerInvariant(), NameOf(variables[variable]).Item1));
    }

    [Fact]
    public async Task Services_send_to_the_collector_and_the_collector_does_not_send_to_itself()
    {
        var builder = Builder("--backing=containers");
        var service = builder.AddContainer("shop", "shop").WithOtlpExporter();
        builder.AddObservability(Folder);
        var collector = builder.Resources.OfType<ContainerResource>().Single(container => container.Name == "otel-collector");
        var (before, own) = (Callbacks(service.Resource), Callbacks(collector));

        ObservabilityBuilderExtensions.SendToCollector(builder.Resources, builder.CreateResourceBuilder(collector));

        var added = Callbacks(service.Resource).Except(before).Last();
        var variables = new Dictionary<string, object> { ["services__otel-collector__http__0"] = "http://dashboard" };
        await added.Callback(new EnvironmentCallbackContext(builder.ExecutionContext, service.Resource, variables));
        Assert.Equal(("otel-collector", "otlp-grpc"), NameOf(variables["OTEL_EXPORTER_OTLP_ENDPOINT"]));
        Assert.Equal(("otel-collector", "otlp-http"), NameOf(variables["services__otel-collector__http__0"]));
        Assert.Equal(own, Callbacks(collector));
    }

    [Theory, InlineData("", 1), InlineData("https://otlp.example.com", 2)]
    public async Task A_vendor_is_named_by_one_variable(string endpoint, int configurations)
    {
        var builder = Builder("--backing=containers");
        builder.Configuration["OTEL_VENDOR_ENDPOINT"] = endpoint;
        builder.AddObservability(Folder);

        var collector = builder.Resources.OfType<ContainerResource>().Single(container => container.Name == "otel-collector");
        var arguments = new List<object>();
        foreach (var callback in collector.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await callback.Callback(new CommandLineArgsCallbackContext(arguments, collector));
        Assert.Equal(configurations, arguments.Count);
        Assert.All(arguments, argument => Assert.True(File.Exists(Path.Combine(Folder, "containers", Path.GetFileName($"{argument}"))), $"{argument}"));
    }

    public void Dispose() => _folder.Dispose();

    private static List<EnvironmentCallbackAnnotation> Callbacks(ContainerResource resource) => [.. resource.Annotations.OfType<EnvironmentCallbackAnnotation>()];

    private static (string, string) NameOf(object value) => Assert.IsType<EndpointReference>(value) is var endpoint ? (endpoint.Resource.Name, endpoint.EndpointName) : default;

    private IDistributedApplicationBuilder Builder(params string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });
        builder.Configuration[AppHostSettings.DataDirectory] = _folder.Path;
        return builder.AddAppHostDefaults(args);
    }
}
