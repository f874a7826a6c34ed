using System.Reflection;
using Aspire.Hosting.Testing;
using Aspire.Hosting.Tests.Local;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Tests.Testing;

public sealed class TestingBuilderTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>An AppHost that adds a resource for each argument "name=script".</summary>
    private static Type AppHost => Assembly.Load("Testing.LocalHost").EntryPoint!.DeclaringType!;

    [Fact]
    public async Task The_AppHost_describes_its_system_and_does_not_start_it()
    {
        await using var shop = await DistributedApplicationTestingBuilder.CreateAsync(AppHost, ["cart=exec sleep 600", "ad=exec sleep 600"]).WaitAsync(Limit);

        Assert.Equal(["cart", "ad"], shop.Resources.Select(r => r.Name));
        Assert.Equal("Testing.LocalHost", shop.AppHostAssembly!.GetName().Name);
    }

    [Fact]
    public async Task A_test_adds_to_the_description_and_starts_it()
    {
        await using var shop = await DistributedApplicationTestingBuilder.CreateAsync(AppHost, ["cart=exec sleep 600"]).WaitAsync(Limit);
        shop.AddExecutable("ad", "/bin/sh", "/", "-c", "echo hello; exec sleep 600");
        await using var application = await shop.BuildAsync().WaitAsync(Limit);

        await application.StartAsync().WaitAsync(Limit);

        await application.ResourceNotifications.WaitForResourceHealthyAsync("cart").WaitAsync(Limit);
        await application.ResourceNotifications.WaitForResourceHealthyAsync("ad").WaitAsync(Limit);
    }

    [Fact]
    public async Task Data_goes_with_the_application()
    {
        await using var shop = await DistributedApplicationTestingBuilder.CreateAsync(AppHost, ["cart=exec sleep 600"]).WaitAsync(Limit);
        var data = shop.Configuration["AppHost:DataDirectory"]!;
        await using (var application = await shop.BuildAsync().WaitAsync(Limit))
        {
            await application.StartAsync().WaitAsync(Limit);
            Assert.True(Directory.Exists(data));
        }

        Assert.False(Directory.Exists(data));
    }

    [Fact]
    public async Task What_goes_wrong_in_the_AppHost_goes_wrong_in_the_test()
    {
        var error = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => DistributedApplicationTestingBuilder.CreateAsync(AppHost, ["cart=true", "CART=true"]).WaitAsync(Limit));

        Assert.Contains("'CART'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_can_be_changed_before_the_description()
    {
        await using var shop = await DistributedApplicationTestingBuilder
            .CreateAsync(AppHost, ["--Parameters:a=1"], (_, settings) => settings.EnvironmentName = "Staging").WaitAsync(Limit);

        Assert.Equal(("Staging", "1"), (shop.Environment.EnvironmentName, shop.Configuration["Parameters:a"]));
    }

    [Fact]
    public async Task The_launch_profile_of_the_AppHost_counts_in_a_test()
    {
        using var folder = new ScratchDirectory();
        Directory.CreateDirectory(folder.File("Properties"));
        await File.WriteAllTextAsync(
            folder.File("Properties/launchSettings.json"), """{ "profiles": { "shop": { "environmentVariables": { "DOTNET_ENVIRONMENT": "Training", "COLOUR": "red" } } } }""");

        await using var shop = await DistributedApplicationTestingBuilder
            .CreateAsync(AppHost, [], (options, _) => options.ProjectDirectory = folder.FullPath).WaitAsync(Limit);

        Assert.Equal(("Training", "red"), (shop.Environment.EnvironmentName, shop.Configuration["COLOUR"]));
    }

    [Fact]
    public async Task A_started_application_tells_its_addresses()
    {
        await using var shop = DistributedApplicationTestingBuilder.Create();
        shop.AddExecutable("cart", "/bin/sh", "/", "-c", "exec sleep 600").WithHttpEndpoint(env: "PORT").AsHttp2Service();
        shop.AddConnectionString("ledger", ReferenceExpression.Create($"Host=there"));
        await using var application = await shop.BuildAsync();
        Assert.Throws<InvalidOperationException>(() => application.GetEndpoint("cart"));
        await application.StartAsync().WaitAsync(Limit);

        using var client = application.CreateHttpClient("cart");

        Assert.Equal(application.GetEndpoint("cart", "http"), client.BaseAddress);
        Assert.Equal(new Version(2, 0), client.DefaultRequestVersion);
        Assert.Equal("Host=there", await application.GetConnectionStringAsync("ledger"));
        Assert.Throws<ArgumentException>(() => application.GetEndpoint("cart", "grpc"));
        Assert.Throws<ArgumentException>(() => application.GetEndpoint("nobody"));
    }

    [Fact]
    public async Task A_test_without_dashboard_does_not_wait_for_what_failed()
    {
        await using var shop = DistributedApplicationTestingBuilder.Create();
        await using var application = await shop.BuildAsync();

        Assert.Equal(
            WaitBehavior.StopOnResourceUnavailable,
            application.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ResourceNotificationServiceOptions>>().Value.DefaultWaitBehavior);
    }
}
