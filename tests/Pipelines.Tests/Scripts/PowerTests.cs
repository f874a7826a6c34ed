using System.Text.Json;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests.Scripts;

/// <summary>Scripts that call the Azure CLI, with a program in its place that notes its arguments and answers from files.</summary>
public sealed class PowerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PowerTests()
    {
        Write("az", $"""
            #!/usr/bin/env bash
            echo "$*" >>"{_folder.At("calls")}"
            case "$*" in
              "aks list "*) echo '[{Cluster("one", "Running")}, {Cluster("two", "Stopped")}]' ;;
              "postgres flexible-server list "*) echo '[{Server("db", "Ready")}, {Server("old", "Stopped")}]' ;;
            esac
            """);
    }

    [Fact]
    public async Task What_runs_is_stopped_and_what_is_stopped_is_left_alone()
    {
        (await RunAsync("stop", "dev")).Succeeded();

        Assert.Equal(["aks stop --resource-group otel-demo-dev-rg --name one", "postgres flexible-server stop --resource-group otel-demo-dev-rg --name db"], Changes());
    }

    [Fact]
    public async Task What_is_stopped_is_started()
    {
        (await RunAsync("start", "staging")).Succeeded();

        Assert.Equal(["aks start --resource-group otel-demo-staging-rg --name two", "postgres flexible-server start --resource-group otel-demo-staging-rg --name old"], Changes());
    }

    [Fact]
    public async Task Prod_is_never_stopped()
    {
        Assert.Contains("prod is never stopped", (await RunAsync("stop", "prod")).Failed(), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("calls")));
    }

    [Fact]
    public async Task Every_image_of_prod_becomes_stable()
    {
        (await Programs.ScriptAsync(Checkout.Root, "eng/pipelines/mark-stable.sh", ["20261129120000-abc"], firstOnPath: _folder.Path)).Succeeded();

        Assert.Equal(
            from service in Checkout.Images()
            select $"acr import --name otelshop --source otelshop.azurecr.io/otelshop/{service}:20261129120000-abc --image otelshop/{service}:stable --force --only-show-errors",
            File.ReadAllLines(_folder.At("calls")));
    }

    [Fact]
    public async Task A_kubelogin_that_is_installed_is_found_by_the_steps_that_follow()
    {
        var bin = _folder.At(".local/bin");
        Write("az", $"""
            #!/usr/bin/env bash
            case "$*" in
              "aks install-cli "*) mkdir -p "{bin}" && printf '#!/bin/sh\n' >"{bin}/kubelogin" && chmod +x "{bin}/kubelogin" ;;
              "aks list "*) echo otel-demo-prod-aks ;;
            esac
            """);
        var variables = new Dictionary<string, string> { ["HOME"] = _folder.Path, ["GITHUB_PATH"] = _folder.At("path"), ["TF_BUILD"] = "True" };

        var output = (await Programs.ScriptAsync(Checkout.Root, "eng/pipelines/connect.sh", ["prod"], variables, _folder.Path)).Succeeded();

        Assert.Equal([bin], File.ReadAllLines(_folder.At("path")));
        Assert.Contains($"##vso[task.prependpath]{bin}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_test_needs_the_name_of_the_database_group()
    {
        var outcome = await Programs.ScriptAsync(Checkout.Root, "eng/pipelines/restore-test.sh", ["prod"], new Dictionary<string, string> { ["POSTGRES_ADMIN"] = "" }, _folder.Path);

        Assert.Contains("Set POSTGRES_ADMIN", outcome.Failed(), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("calls")));
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string program, string content)
    {
        File.WriteAllText(_folder.At(program), content);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.At(program), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static string Cluster(string name, string state) => JsonSerializer.Serialize(new { name, powerState = new { code = state } });

    private static string Server(string name, string state) => JsonSerializer.Serialize(new { name, state });

    private Task<Outcome> RunAsync(string action, string stage) => Programs.ScriptAsync(Checkout.Root, "eng/pipelines/power.sh", [action, stage], firstOnPath: _folder.Path);

    private IEnumerable<string> Changes() =>
        from call in File.ReadLines(_folder.At("calls")) where !call.Contains(" list ", StringComparison.Ordinal) select call.Replace(" --only-show-errors", "", StringComparison.Ordinal);
}
