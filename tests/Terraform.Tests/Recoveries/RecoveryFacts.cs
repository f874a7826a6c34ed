using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OtelShop.Terraform.Tests.Recoveries;

/// <summary>What decides how long a recovery takes and how much it loses, read from plans, published objects and scripts.</summary>
internal sealed partial record RecoveryFacts
{
    public required string Stage { get; init; }

    /// <summary>From one backup of the cluster to the next.</summary>
    public required TimeSpan BackupInterval { get; init; }

    /// <summary>Longest that a backup of the cluster may take.</summary>
    public required TimeSpan BackupDuration { get; init; }

    /// <summary>Longest restore of the database that the weekly test accepts.</summary>
    public required TimeSpan DatabaseRestore { get; init; }

    /// <summary>From a dependency's failure to the page of its owner.</summary>
    public required TimeSpan Detection { get; init; }

    /// <summary>From one look of the cluster at Git to the next.</summary>
    public required TimeSpan Sync { get; init; }

    /// <summary>Longest start of a pod that its probe allows.</summary>
    public required TimeSpan PodStart { get; init; }

    /// <summary>From an origin's failure until Front Door avoids it; null without Front Door or without a second region.</summary>
    public TimeSpan? RegionFailover { get; init; }

    public required bool HasStandby { get; init; }

    public required bool HasReplica { get; init; }

    public required bool HasCopyInOtherRegion { get; init; }

    /// <summary>Whether the database runs in the cluster, on a volume.</summary>
    public required bool IsInCluster { get; init; }

    /// <summary>Days in which a deleted vault can be brought back.</summary>
    public required int VaultDays { get; init; }

    /// <summary>Days in which deleted backups can be brought back.</summary>
    public required int BackupDays { get; init; }

    public static RecoveryFacts Of(string stage, Plan plan)
    {
        var schedule = Read("operations", "backups", "schedules.yaml");
        var server = plan.Of("azurerm_postgresql_flexible_server").Single(item => item.Text("create_mode") is not "Replica");
        return new RecoveryFacts
        {
            Stage = stage,
            BackupInterval = IntervalOf(schedule.Text("spec", "schedule")!),
            BackupDuration = Duration(schedule.Text("spec", "template", "itemOperationTimeout")!),
            DatabaseRestore = TimeSpan.FromMinutes(int.Parse(Limit().Matches(Text("..", "eng", "pipelines", "restore-test.sh")).Single(limit => limit.Groups[1].Value == stage).Groups[2].Value)),
            Detection = Read("monitoring", "rules", "shop.yaml").Items("groups").SelectMany(group => group.Items("rules"))
                .Where(rule => rule.Text("alert") == "DependencyUnreachable").Max(rule => Duration(rule.Text("for")!)),
            Sync = Duration(Read("flux", "clusters", stage, "shop.yaml").Text("spec", "interval")!),
            PodStart = StartOf(Text("kustomize", "base", "checkout.yaml")),
            RegionFailover = FailoverOf(plan),
            HasStandby = server.Text("high_availability.0.mode") == "ZoneRedundant",
            HasReplica = plan.Of("azurerm_postgresql_flexible_server").Any(item => item.Text("create_mode") == "Replica"),
            HasCopyInOtherRegion = server.Text("geo_redundant_backup_enabled") == "true" && plan.Of("azurerm_storage_account").Single(account => account.Text("name") == $"oteldemo{stage}bkp").Text("account_replication_type") is "GRS" or "GZRS",
            IsInCluster = Text("helm", "otelshop", $"values-{stage}.yaml").Contains("\nhome: standalone\n", StringComparison.Ordinal),
            VaultDays = int.Parse(plan.Of("azurerm_key_vault").Single().Text("soft_delete_retention_days")!),
            BackupDays = plan.Of("azurerm_storage_account").Where(account => account.Text("name") == $"oteldemo{stage}bkp").Select(Undelete).Single(),
        };
    }

    /// <summary>The interval of a schedule at a fixed minute: every N hours, or daily.</summary>
    /// <exception cref="FormatException">The schedule has another form.</exception>
    public static TimeSpan IntervalOf(string cron) => cron.Split(' ') switch
    {
        [_, ['*', '/', .. var hours], "*", "*", "*"] => TimeSpan.FromHours(int.Parse(hours)),
        [_, "*", "*", "*", "*"] => TimeSpan.FromHours(1),
        [_, var hour, "*", "*", "*"] when int.TryParse(hour, out var _) => TimeSpan.FromDays(1),
        _ => throw new FormatException($"The schedule {cron} is not at a fixed minute every few hours."),
    };

    private static int Undelete(PlannedResource account) =>
        int.Parse(account.Text("immutability_policy.0.period_since_creation_in_days") ?? account.Text("blob_properties.0.delete_retention_policy.0.days")!);

    // Front Door avoids an origin when too few of the last samples succeeded.
    private static TimeSpan? FailoverOf(Plan plan) => plan.Of("azurerm_cdn_frontdoor_origin").Select(origin => origin.Text("priority")).Distinct().Count() < 2 ? null
        : plan.Of("azurerm_cdn_frontdoor_origin_group").Select(group => TimeSpan.FromSeconds(
            int.Parse(group.Text("health_probe.0.interval_in_seconds")!) * (int.Parse(group.Text("load_balancing.0.sample_size")!) - int.Parse(group.Text("load_balancing.0.successful_samples_required")!) + 1))).Single();

    private static TimeSpan StartOf(string deployment)
    {
        var probe = YamlText.Read(deployment[deployment.IndexOf("startupProbe:", StringComparison.Ordinal)..].Split("volumeMounts:")[0])!["startupProbe"];
        return TimeSpan.FromSeconds(int.Parse(probe.Text("failureThreshold")!) * int.Parse(probe.Text("periodSeconds")!));
    }

    private static TimeSpan Duration(string text) => text[^1] switch
    {
        's' => TimeSpan.FromSeconds(int.Parse(text[..^1])),
        'm' => TimeSpan.FromMinutes(int.Parse(text[..^1])),
        _ => TimeSpan.FromHours(int.Parse(text[..^1])),
    };

    private static JsonNode Read(params string[] path) => YamlText.Read(Text(path))!;

    private static string Text(params string[] path) => File.ReadAllText(Path.Combine([Workspace.DeployFolder, .. path]));

    [GeneratedRegex(@"\[(dev|staging|prod)\]=(\d+)")]
    private static partial Regex Limit();
}
