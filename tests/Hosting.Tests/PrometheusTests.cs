using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting.Prometheus;

namespace OtelShop.Hosting.Tests;

public sealed class PrometheusTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Targets => Path.Combine(_folder.Path, "data", "prometheus", "targets.json");

    [Theory]
    [InlineData]
    [InlineData("--prometheus", "--backing=containers")]
    [InlineData("--operation", "publish", "--prometheus")]
    public void Without_the_argument_in_containers_and_published_the_model_stays_as_it_is(params string[] args)
    {
        var builder = Builder(args);
        builder.AddPrometheus("prometheus").WithRules("rules").WithAlertmanager("alertmanager.yaml").WithNodeExporter();

        Assert.Empty(builder.Resources.OfType<ExecutableResource>());
    }

    [Fact]
    public void Prometheus_is_told_the_address_of_a_resource_when_it_starts()
    {
        var builder = Builder("--prometheus");
        var prometheus = builder.AddPrometheus("prometheus").WithRules("rules");
        var cart = builder.AddExecutable("cart", "true", "/").WithHttpEndpoint(name: "metrics").WithAnnotation(new ScrapeAnnotation("otelshop/cart")).Resource;
        var endpoint = cart.Annotations.OfType<EndpointAnnotation>().Single();
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "127.0.0.1", 9464, targetPortExpression: "9464");
        var files = new PrometheusFiles(prometheus.Resource);
        files.Write();
        Assert.Empty(JsonNode.Parse(File.ReadAllText(Targets))!.AsArray());

        files.Add(cart);

        var target = Assert.Single(JsonNode.Parse(File.ReadAllText(Targets))!.AsArray())!;
        Assert.Equal(("127.0.0.1:9464", "otelshop/cart"), ((string)target["targets"]![0]!, (string)target["labels"]!["job"]!));
        Assert.Contains(Path.Combine(builder.AppHostDirectory, "rules", "*.yaml"), File.ReadAllText(Path.Combine(_folder.Path, "data", "prometheus", "prometheus.yml")));
    }

    [Fact]
    public void Links_of_alerts_have_an_address_on_this_machine()
    {
        var folder = Path.Combine(AppHostProcess.Checkout, "deploy", "monitoring");
        var prometheus = Builder("--prometheus").AddPrometheus("prometheus");
        new PrometheusFiles(prometheus.Resource).Write();
        var containers = Builder("containers", ["--backing=containers"]);
        containers.AddObservability(folder);
        var port = containers.Resources.Single(resource => resource.Name == "grafana").Annotations.OfType<EndpointAnnotation>().Single().Port;

        Assert.All((string[])[Path.Combine(prometheus.Resource.WorkingDirectory, "prometheus.yml"), Path.Combine(folder, "containers", "prometheus.yaml")],
            file => Assert.Contains($"  external_labels:\n    grafana_url: http://localhost:{port}\n", File.ReadAllText(file), StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private IDistributedApplicationBuilder Builder(params string[] args) => Builder("data", args);

    // A folder of data belongs to one application.
    private IDistributedApplicationBuilder Builder(string data, string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });
        builder.Configuration[AppHostSettings.DataDirectory] = Path.Combine(_folder.Path, data);
        return builder.AddAppHostDefaults(args);
    }
}
