namespace OtelShop.Terraform.Tests.Recoveries;

/// <summary>A step of a recovery.</summary>
/// <param name="What">What happens.</param>
/// <param name="Takes">The longest that it may take.</param>
/// <param name="Source">Where the time is from.</param>
internal sealed record Step(string What, TimeSpan Takes, string Source);

/// <summary>The longest that a recovery may take, and the most that it may lose.</summary>
internal sealed record Objective(TimeSpan Time, TimeSpan Loss);

/// <summary>A recovery from one failure, step by step.</summary>
/// <param name="Failure">What fails.</param>
/// <param name="Steps">What happens until shoppers can order again.</param>
/// <param name="Loss">Age of the newest order that is lost; null when there is nothing to restore.</param>
/// <param name="LossSource">Why.</param>
/// <param name="Objective">What is promised; null for no promise.</param>
internal sealed record Recovery(string Failure, IReadOnlyList<Step> Steps, TimeSpan? Loss, string LossSource, Objective? Objective)
{
    public TimeSpan Takes => Steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Takes);

    /// <summary>How the recovery misses what is promised.</summary>
    public IEnumerable<string> Misses()
    {
        if (Objective is null) yield break;
        if (Takes > Objective.Time) yield return $"{Failure}: takes {Takes}, {Objective.Time} is promised";
        if (Loss is null || Loss > Objective.Loss) yield return $"{Failure}: loses {Loss?.ToString() ?? "everything"}, {Objective.Loss} is promised";
    }
}

/// <summary>Plays every failure of docs/recovery.md in one stage.</summary>
internal static class Timeline
{
    private static readonly TimeSpan None = TimeSpan.Zero;

    private static readonly Step Answer = new("the owner answers and decides", Minutes(5), "escalation of the runbooks");
    private static readonly Step Switch = new("copy back or switch, and reconcile", Minutes(5), "measured by the drill: seconds");
    private static readonly Step Cluster = new("Terraform makes the cluster", Minutes(30), "Azure: 10 to 20 min");
    private static readonly Step GitOps = new("Argo CD or Flux, then add-ons", Minutes(25), "timeouts of the add-ons");
    private static readonly Step Server = new("Terraform makes network, vault and gateway", Minutes(45), "Azure: 20 to 40 min");
    private static readonly Step GeoRestore = new("the database is restored from the copy", Minutes(90), "Azure: minutes to hours by size");

    /// <summary>The targets of the stages. The cluster and the region have those of the platform, with the duration of a backup.</summary>
    public static Objective ObjectiveOf(string stage) => stage switch
    {
        "dev" => new Objective(TimeSpan.FromHours(4), TimeSpan.FromHours(24)),
        "staging" => new Objective(TimeSpan.FromHours(2), TimeSpan.FromHours(12)),
        "prod" => new Objective(Minutes(30), Minutes(5)),
        _ => throw new ArgumentException($"There is no stage {stage}.", nameof(stage)),
    };

    public static readonly Objective Platform = new(TimeSpan.FromHours(4), TimeSpan.FromHours(2) + Minutes(30));

    public static IReadOnlyList<Recovery> Of(RecoveryFacts facts)
    {
        var stage = ObjectiveOf(facts.Stage);
        var detected = new Step("the alert pages", facts.Detection, "`for` of DependencyUnreachable");
        var started = new Step("pods start", facts.PodStart, "startup probes");
        var synced = new Step("Git is applied again", facts.Sync, "Flux's interval");
        var restored = new Step("the database is restored to a point in time", facts.DatabaseRestore, "limit of the weekly restore test");
        var volumes = new Step("Velero restores objects and volumes", facts.BackupDuration, "timeout of a backup");
        var sinceBackup = facts.BackupInterval + facts.BackupDuration;
        // The newest log that Azure has archived.
        var log = (Loss: Minutes(5), Why: "Azure archives the log every 5 min");
        var data = facts.IsInCluster ? (Loss: sinceBackup, Why: "age of the newest backup") : log;
        Step[] database = facts.IsInCluster ? [volumes] : [restored];

        return
        [
            new("pod", [started], None, "nothing: state is in the databases", stage),
            new("node", [new("Kubernetes gives up the node", Minutes(6), "40 s of silence and 300 s of toleration"), new("a new node joins", Minutes(10), "Azure: 5 min"), started], None, "nothing: disks are attached again", stage),
            facts.HasStandby
                ? new("zone", [new("the standby takes over", Minutes(2), "Azure: 60 to 120 s"), started], None, "nothing: the standby is synchronous", stage)
                : new("zone", [detected, Answer, .. database, Switch, started], data.Loss, data.Why, stage),
            new("database", [detected, Answer, .. database, Switch], data.Loss, data.Why, stage),
            // Rows that the migration did not touch stay where they are: the lost ones are copied back from the restored server.
            new("wrong migration", [detected, Answer, .. database, Switch], facts.IsInCluster ? sinceBackup : None, facts.IsInCluster ? data.Why : "nothing: restored to the second before it", stage),
            new("deleted namespace", [synced, .. facts.IsInCluster ? (Step[])[volumes] : [], new("addresses and certificates are attached", Minutes(10), "Azure: 5 min"), started], facts.IsInCluster ? sinceBackup : None, facts.IsInCluster ? data.Why : "nothing: data is outside of the cluster", stage),
            new("lost vault", [detected, Answer, new("the vault is recovered", Minutes(10), $"Azure; possible for {facts.VaultDays} days"), started], None, "nothing: soft delete and purge protection", stage),
            new("cluster", [detected, Answer, Cluster, GitOps, volumes, started], facts.IsInCluster ? sinceBackup : None, facts.IsInCluster ? data.Why : "nothing: data is outside of the cluster", Platform),
            new("ransomware", [detected, Answer, Cluster, GitOps, .. database, volumes, Switch, started], facts.BackupDays < 7 ? null : sinceBackup, $"age of the newest backup, which stays for {facts.BackupDays} days though deleted", Platform),
            Region(facts, detected, volumes, started),
        ];
    }

    private static Recovery Region(RecoveryFacts facts, Step detected, Step volumes, Step started)
    {
        if (facts is { HasReplica: true, RegionFailover: { } failover })
            return new("region", [detected, Answer, new("the replica is promoted", Minutes(5), "Azure: about a minute"), new("Front Door avoids the region", failover, "its probes"), started], Minutes(5), "lag of the replica, alerted at 5 min", ObjectiveOf(facts.Stage));
        if (facts.HasCopyInOtherRegion)
            return new("region", [detected, Answer, Server, Cluster, GitOps, volumes.Takes > GeoRestore.Takes ? volumes : GeoRestore, started], TimeSpan.FromHours(1), "Azure copies backups within an hour", Platform);
        return new("region", [detected, Answer, Server, Cluster, GitOps, started], null, "all orders: backups stay in the region", facts.Stage == "prod" ? Platform : null);
    }

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);
}
