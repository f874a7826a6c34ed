using OtelShop.Deploy.Tests.Alerts;

namespace OtelShop.Deploy.Tests;

/// <summary>What Velero keeps of a cluster. Pipelines.Tests has its schema, Terraform.Tests its storage account.</summary>
public sealed class BackupTests(Renders renders)
{
    private readonly GitOps _git = new(renders);

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task The_shop_is_backed_up_every_two_hours_and_daily_for_thirty_days(string stage)
    {
        var objects = await BackupsAsync(stage);
        var schedules = objects.Where(item => item.Kind == "Schedule").ToDictionary(item => item.Spec.Text("schedule")!, item => item.Spec.At("template"));

        Assert.Equal(["0 */2 * * *", "30 1 * * *"], schedules.Keys.Order());
        Assert.Equal("720h0m0s", schedules["30 1 * * *"].Text("ttl"));
        Assert.All(schedules.Values, template =>
        {
            Assert.Equal([Renders.NamespaceOf(stage)], template.Items("includedNamespaces").Select(name => name.ToString()));
            Assert.Contains(objects, item => item.Kind == "BackupStorageLocation" && item.Name == template.Text("storageLocation"));
            Assert.True(template.Flag("snapshotVolumes") is true && template.Flag("snapshotMoveData") is true, "volumes end with the cluster");
        });
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Velero_writes_with_its_identity_to_the_account_of_the_stage(string stage)
    {
        var names = Assert.Single(YamlReader.Read(await File.ReadAllTextAsync(GitOps.At("gitops", stage, "identities", "identities.yaml")))).At("identities");
        var config = Assert.Single(await BackupsAsync(stage), item => item.Kind == "BackupStorageLocation").Spec.At("config");
        var values = Assert.Single(await _git.ArgoAddonsAsync(stage), item => item.Spec.Text("source", "chart") == "velero").Spec.At("source", "helm", "valuesObject");

        Assert.Equal((names.Text("backupAccount"), names.Text("backupEndpoint"), "true"), (config.Text("storageAccount"), config.Text("storageAccountURI"), config.Text("useAAD")));
        Assert.Equal(("velero", names.Text("velero")), (values.Text("serviceAccount", "server", "name"), values.Text("serviceAccount", "server", "annotations", "azure.workload.identity/client-id")));
        Assert.Equal(("true", "EnableCSI", false), (values.Text("podLabels", "azure.workload.identity/use"), values.Text("configuration", "features"), values.Flag("credentials", "useSecret")));
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Argo_CD_and_Flux_apply_the_backups_after_the_chart(string stage)
    {
        var (chart, backups) = (await AddonAsync(stage, "velero"), await AddonAsync(stage, "backups"));
        var byFlux = Assert.Single(await _git.FluxAsync(stage), item => item.Kind == "Kustomization" && item.Name == "backups");

        Assert.Equal($"deploy/gitops/{stage}/backups", backups.Spec.Text("source", "path"));
        Assert.Equal($"./deploy/gitops/{stage}/backups", byFlux.Spec.Text("path"));
        Assert.True(string.CompareOrdinal(Wave(chart), Wave(backups)) < 0);
        Assert.All((await BackupsAsync(stage)).Where(item => item.Kind != "VolumeSnapshotClass"), item => Assert.Equal(backups.Spec.Text("destination", "namespace"), item.Namespace));
    }

    [Theory, MemberData(nameof(Renders.EachStage), MemberType = typeof(Renders))]
    public async Task Every_schedule_has_an_alert_and_Prometheus_scrapes_Velero(string stage)
    {
        var missing = (string)PublishedAlert.All().Single(alert => alert.Name == "BackupMissing").Rule["expr"]!;
        var values = (await AddonAsync(stage, "velero")).Spec.At("source", "helm", "valuesObject");

        Assert.All((await BackupsAsync(stage)).Where(item => item.Kind == "Schedule"), item => Assert.Contains($"{{schedule=\"{item.Name}\"}}", missing, StringComparison.Ordinal));
        Assert.True(values.Flag("metrics", "serviceMonitor", "enabled"));
    }

    private Task<IReadOnlyList<KubernetesObject>> BackupsAsync(string stage) => renders.BuildAsync(Path.Combine("gitops", stage, "backups"));

    private async Task<KubernetesObject> AddonAsync(string stage, string name) => Assert.Single(await _git.ArgoAddonsAsync(stage), item => item.Name == $"{stage}-{name}");

    private static string Wave(KubernetesObject item) => item.Json.Text("metadata", "annotations", "argocd.argoproj.io/sync-wave")!;
}
