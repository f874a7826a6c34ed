using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace OtelShop.Hosting.Tests;

public sealed class LocustTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LocustTests() => File.WriteAllText(LocustFile, "");

    private string LocustFile => Path.Combine(_folder.Path, "locustfile.py");

    [Fact]
    public async Task The_program_gets_target_users_and_flags_as_variables()
    {
        var builder = Builder();
        var shop = builder.AddExecutable("shop", "true", "/").WithHttpEndpoint(name: "http", isProxied: false);
        var flagd = builder.AddExecutable("flags", "true", "/").WithHttpEndpoint(name: "ofrep", isProxied: false);
        var locust = builder.AddLocust("load").WithLocustFile(LocustFile).WithTarget(shop.GetEndpoint("http")).WithFlags(flagd.GetEndpoint("ofrep")).WithUsers(5);
        Allocate(shop.Resource, 8080);
        Allocate(flagd.Resource, 8016);
        Allocate(locust.Resource, 8089);

        var variables = await VariablesAsync(locust.Resource);

        Assert.Equal(LocustFile, variables["LOCUST_LOCUSTFILE"]);
        Assert.Equal("http://127.0.0.1:8080", variables["LOCUST_HOST"]);
        Assert.Equal(("127.0.0.1", "8016"), (variables["FLAGD_HOST"], variables["FLAGD_OFREP_PORT"]));
        Assert.Equal(("5", "true", "127.0.0.1"), (variables["LOCUST_USERS"], variables["LOCUST_AUTOSTART"], variables["LOCUST_WEB_HOST"]));
        Assert.Same(shop.Resource, Assert.Single(locust.Resource.Annotations.OfType<WaitAnnotation>()).Resource);
    }

    [Fact]
    public void Without_load_the_dashboard_starts_it()
    {
        Assert.True(Builder("--no-load").AddLocust("load").Resource.HasAnnotationOfType<ExplicitStartupAnnotation>());
    }

    [Fact]
    public void A_locustfile_that_does_not_exist_is_named()
    {
        var error = Assert.Throws<DistributedApplicationException>(() => Builder().AddLocust("load").WithLocustFile("/nowhere/locustfile.py"));

        Assert.Equal("load has no locustfile: /nowhere/locustfile.py does not exist.", error.Message);
    }

    [Fact]
    public async Task Workers_get_the_address_of_the_master_and_none_of_its_web_settings()
    {
        var builder = Builder();
        var locust = builder.AddLocust("load").WithLocustFile(LocustFile).WithWorkers(2).WithUsers(50);
        foreach (var (endpoint, port) in locust.Resource.Annotations.OfType<EndpointAnnotation>().Zip([8089, 5557]))
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "127.0.0.1", port, targetPortExpression: $"{port}");

        var master = await VariablesAsync(locust.Resource);
        var worker = await VariablesAsync(builder.Resources.OfType<LocustResource>().Single(resource => resource.Name == "load-worker-2"));

        Assert.Equal(("true", "2", "50"), (master["LOCUST_MODE_MASTER"], master["LOCUST_EXPECT_WORKERS"], master["LOCUST_USERS"]));
        Assert.Equal(("true", "127.0.0.1", "5557"), (worker["LOCUST_MODE_WORKER"], worker["LOCUST_MASTER_NODE_HOST"], worker["LOCUST_MASTER_NODE_PORT"]));
        Assert.DoesNotContain(worker.Keys, name => name.StartsWith("LOCUST_WEB", StringComparison.Ordinal) || name is "LOCUST_MODE_MASTER" or "LOCUST_USERS");
    }

    [Theory]
    [InlineData("--backing=containers")]
    [InlineData("--operation", "publish")]
    public void In_containers_and_published_it_is_Locusts_image_with_the_folder_of_the_locustfile(params string[] args)
    {
        var builder = Builder(args);
        var locust = builder.AddLocust("load").WithLocustFile(LocustFile).Resource;

        var container = Assert.Single(builder.Resources.OfType<LocustContainerResource>());
        Assert.Empty(builder.Resources.OfType<ExecutableResource>());
        Assert.Same(locust, container.Locust);
        Assert.Equal("locustio/locust", Assert.Single(container.Annotations.OfType<ContainerImageAnnotation>()).Image);
        Assert.Equal((_folder.Path, "/mnt/locust", true), Assert.Single(container.Annotations.OfType<ContainerMountAnnotation>()) is var mount ? (mount.Source, mount.Target, mount.IsReadOnly) : default);
    }

    public void Dispose() => _folder.Dispose();

    private static void Allocate(IResource resource, int port)
    {
        var endpoint = resource.Annotations.OfType<EndpointAnnotation>().Single();
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "127.0.0.1", port, targetPortExpression: $"{port}");
    }

    private static async Task<Dictionary<string, string>> VariablesAsync(LocustResource locust)
    {
        var variables = new Dictionary<string, object>();
        var context = new EnvironmentCallbackContext(new DistributedApplicationExecutionContext(DistributedApplicationOperation.Run), locust, variables);
        foreach (var callback in locust.Annotations.OfType<EnvironmentCallbackAnnotation>().Where(callback => !IsOfTelemetry(callback)))
            await callback.Callback(context);
        var texts = new Dictionary<string, string>();
        foreach (var (name, value) in variables)
            texts[name] = value is IValueProvider provider ? (await provider.GetValueAsync(TestContext.Current.CancellationToken))! : $"{value}";
        return texts;
    }

    // Aspire's own asks for services that only a running application has.
    private static bool IsOfTelemetry(EnvironmentCallbackAnnotation callback) => callback.Callback.Method.DeclaringType?.FullName?.Contains("Otlp", StringComparison.Ordinal) == true;

    private IDistributedApplicationBuilder Builder(params string[] args)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true });
        builder.Configuration[AppHostSettings.DataDirectory] = Path.Combine(_folder.Path, "data");
        return builder.AddAppHostDefaults(args);
    }
}
