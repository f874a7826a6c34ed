using System.Text.Json.Nodes;

namespace OtelShop.EndToEnd.Tests.Scenarios;

/// <summary>The flags themselves: their file, their document and their scheduler.</summary>
[Collection(ShopCollection.Name)]
public sealed class FlagdTests(RunningShop shop)
{
    private static readonly string[] OnlyOn = ["on"];
    private readonly TelemetryView _telemetry = shop.ObserveTelemetry();

    [Fact]
    public async Task An_invalid_file_changes_nothing_until_it_is_valid_again()
    {
        var flags = await File.ReadAllTextAsync(shop.FlagFile);
        try
        {
            await File.WriteAllTextAsync(shop.FlagFile, "{");
            await _telemetry.LogAsync("flagd", log => log.EventName == "flagd.file.rejected");
            Assert.Equal("off", (string?)(await shop.Flags.ReadAsync("adFailure"))["variant"]);
        }
        finally
        {
            await File.WriteAllTextAsync(shop.FlagFile, flags);
        }

        await _telemetry.LogAsync("flagd", log => log.EventName == "flagd.file.accepted");
    }

    [Fact]
    public async Task A_flag_of_another_type_has_its_default()
    {
        var flags = JsonNode.Parse(await File.ReadAllTextAsync(shop.FlagFile))!.AsObject();
        var changed = flags.DeepClone().AsObject();
        changed["flags"]!["intlShippingSlowdown"]!["variants"] = new JsonObject { ["off"] = "no", ["5sec"] = "yes", ["10sec"] = "yes" };
        // More changes than are logged one by one.
        for (var number = 0; number < 60; number++)
            changed["flags"]![$"added{number}"] = changed["flags"]!["adFailure"]!.DeepClone();
        await shop.Flags.WriteAsync(changed);
        try
        {
            await shop.TrafficUntilAsync(Traffic.OrderAbroadAsync, () => _telemetry.Logs("shipping", log => log.EventName == "shipping.feature_flag.evaluation_failed").Count > 0);
            await _telemetry.LogAsync("flagd", log => log.EventName == "feature_flag.changes_omitted");
        }
        finally
        {
            await shop.Flags.WriteAsync(flags);
        }

        await shop.RecoversAsync("shipping", "intlShippingSlowdown", Traffic.OrderAbroadAsync);
    }

    [Fact]
    public async Task The_scheduler_switches_a_fault_on_and_off()
    {
        await shop.Flags.PostAsync("scheduler/start", new { interval = 2, min = 1, max = 1, flags = new { adManualGc = OnlyOn } });
        try
        {
            await _telemetry.LogAsync("flagd", log => log.EventName == "flagd.scheduler.fault_started" && log.Attributes["feature_flag.key"] == "adManualGc");
            await _telemetry.LogAsync("flagd", log => log.EventName == "flagd.scheduler.fault_ended" && log.Attributes["feature_flag.key"] == "adManualGc");
        }
        finally
        {
            await shop.Flags.PostAsync("scheduler/stop", new { });
        }

        await _telemetry.LogAsync("flagd", log => log.EventName == "flagd.scheduler.stopped");
        Assert.Equal("off", (string?)(await shop.Flags.ReadAsync("adManualGc"))["variant"]);
    }
}
