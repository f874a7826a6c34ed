using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using OtelShop.EndToEnd.Tests.Scenarios;

namespace OtelShop.EndToEnd.Tests;

[Collection(ShopCollection.Name)]
public sealed class LoadTests(RunningShop shop)
{
    // Browsers start slowly on a busy machine.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Twenty_impatient_shoppers_see_no_failure_in_half_a_minute()
    {
        var locustfile = Path.Combine(Checkout(), "src/Edge/LoadGenerator/locustfile.py");
        using var locust = Process.Start(new ProcessStartInfo("locust",
        [
            "-f", locustfile, "--host", shop.Application.GetEndpoint("frontend-proxy", "http").ToString().TrimEnd('/'), "--headless", "--only-summary",
            "--users", "20", "--spawn-rate", "20", "--run-time", "30s", "--stop-timeout", "10", "--wait-min", "0.1", "--wait-max", "0.6",
        ])
        {
            RedirectStandardError = true,
            Environment = { ["PYTHONDONTWRITEBYTECODE"] = "1", ["FLAGD_HOST"] = "", ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "" },
        })!;
        // Locust writes its tables to standard error.
        var report = await locust.StandardError.ReadToEndAsync();
        await locust.WaitForExitAsync();

        Assert.True(locust.ExitCode == 0, report);
        Assert.Contains("/api/checkout", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_load_generator_starts_on_demand_with_five_shoppers()
    {
        await shop.CommandAsync("load-generator", KnownResourceCommands.StartCommand);
        await shop.HealthyAsync("load-generator");

        using var locust = shop.Application.CreateHttpClient("load-generator", "http");
        await Eventually.HoldsAsync("five shoppers", async () => (int)JsonNode.Parse(await locust.GetStringAsync("stats/requests"))!["user_count"]! == 5);
        await shop.CommandAsync("load-generator", KnownResourceCommands.StopCommand);
    }

    [Fact]
    public async Task A_browser_fails_with_the_shop_then_buys_and_its_order_is_confirmed()
    {
        var telemetry = shop.ObserveTelemetry();
        await using (await shop.Flags.TurnAsync("errorBudgetBurn", "1000x"))
        {
            await shop.AnswersAsync(HttpStatusCode.InternalServerError, Traffic.SeeAdsAsync);
            await shop.CommandAsync("browser-journey", KnownResourceCommands.StartCommand);
            await Eventually.HoldsAsync("a failed journey", () => Task.FromResult(telemetry.Logs("browser-journey", log => log.EventName == "browser_journey.failed").Count > 0), Patience);
        }

        await Eventually.HoldsAsync("a mail to the browser's buyer", () => Task.FromResult(Mails().Any(mail => mail.Contains("browser.journey@example.com", StringComparison.Ordinal))), Patience);
        await telemetry.LogAsync("browser-journey", log => log.EventName == "browser_journey.completed");
        await Eventually.HoldsAsync("journeys in two scrapes", () => shop.Monitoring.HasDataAsync("rate(demo_browser_journey_duration_seconds_count[1m]) > 0"), Patience);
        await shop.CommandAsync("browser-journey", KnownResourceCommands.StopCommand);
    }

    private IEnumerable<string> Mails() => Directory.Exists(shop.MailFolder) ? Directory.EnumerateFiles(shop.MailFolder, "order-*.eml").Select(File.ReadAllText) : [];

    private static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OtelShop.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run from a checkout.");
        return folder.FullName;
    }
}
