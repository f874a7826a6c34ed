using System.Text.Json.Nodes;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests.Scripts;

/// <summary>Plans of a configuration that needs no provider, by Terraform where it is installed; else by a program with its exit codes.</summary>
public sealed class TerraformTests : IAsyncLifetime
{
    private readonly TemporaryFolder _programs = new();
    private Clone _clone = null!;

    public async ValueTask InitializeAsync()
    {
        _clone = await Clone.CreateAsync("deploy/gitops", "deploy/operations");
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "main.tf"), "resource \"terraform_data\" \"this\" {\n  input = \"one\"\n}\n");
        // The configuration has no backend to ask by OIDC, and its state lies beside it.
        File.WriteAllText(_programs.At("terraform"), """
            #!/usr/bin/env bash
            program=$(PATH=${PATH#*:} command -v terraform) && exec "$program" "$@"
            [[ "$*" = *" init "* ]] && exit 0
            state=${1#-chdir=}/state files=$(cat "${1#-chdir=}"/main.tf)
            if [[ "$*" = *" apply "* ]]; then cp "${@: -1}" "$state"; exit 0; fi
            for argument; do case $argument in -out=*) printf '%s\n' "$files" >"${argument#-out=}" ;; esac; done
            [[ "$*" = *broken* || "$files" = *nonsense* ]] && { echo "Error: Unsupported block type"; exit 1; }
            [ "$files" = "$(cat "$state" 2>/dev/null)" ] && exit 0
            echo "Plan: 1 to add, 0 to change, 0 to destroy."; exit 2
            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_programs.At("terraform"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public ValueTask DisposeAsync()
    {
        _clone.Dispose();
        _programs.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Folder => Path.Combine(_clone.Root, "deploy", "terraform", "environments", "dev");

    [Fact]
    public async Task A_plan_says_what_would_change() => Assert.Contains("dev would change: Plan: 1 to add", (await RunAsync("plan")).Succeeded(), StringComparison.Ordinal);

    [Fact]
    public async Task A_plan_is_applied_as_it_was_saved()
    {
        (await RunAsync("plan")).Succeeded();
        (await RunAsync("apply")).Succeeded();

        Assert.Contains("as the files say", (await RunAsync("drift")).Succeeded(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_plan_nothing_is_applied() => Assert.Contains("no plan of dev", (await RunAsync("apply")).Failed(), StringComparison.Ordinal);

    [Fact]
    public async Task A_difference_is_drift() => Assert.Contains("dev has drifted from the files: Plan: 1 to add", (await RunAsync("drift")).Failed(), StringComparison.Ordinal);

    [Fact]
    public async Task An_error_is_told_in_one_sentence()
    {
        File.AppendAllText(Path.Combine(Folder, "main.tf"), "nonsense {}\n");

        Assert.Matches("terraform (init|plan) failed.*Unsupported block type", (await RunAsync("plan")).Failed());
    }

    [Theory, InlineData("dev", false), InlineData("staging", true)]
    public async Task Outputs_become_files_of_the_stage_in_Git(string stage, bool isInAzure)
    {
        File.WriteAllText(_programs.At("terraform"), """
            #!/usr/bin/env bash
            case ${*:2} in
              "output -json helm_values") echo '{"azure":{"keyVaultUrl":"https://shop.vault.azure.net/"}}' ;;
              "output -json cluster_identities") echo '{"albController":"client-1","velero":"client-2","backupAccount":"account1","backupEndpoint":"https://account1.blob.core.windows.net","pipeline":"object-1"}' ;;
              "output -json application_insights") echo '"InstrumentationKey=key-1"' ;;
              *) exit 1 ;;
            esac
            """);

        (await Programs.ScriptAsync(_clone.Root, "eng/pipelines/set-infrastructure.sh", [stage], firstOnPath: _programs.Path)).Succeeded();

        await _clone.GitAsync("fetch", "origin");
        Assert.Contains("shop.vault.azure.net", await _clone.GitAsync("show", $"origin/main:deploy/gitops/{stage}/infrastructure.yaml"), StringComparison.Ordinal);
        var controllers = (await Programs.KubectlAsync("kustomize", Path.Combine(_clone.Root, "deploy", "gitops", "addons", stage))).Succeeded();
        Assert.Contains("azure.workload.identity/client-id: client-2", controllers, StringComparison.Ordinal);
        Assert.Contains("storageAccount: account1\n", (await Programs.KubectlAsync("kustomize", Path.Combine(_clone.Root, "deploy", "gitops", stage, "backups"))).Succeeded(), StringComparison.Ordinal);
        if (isInAzure)
        {
            Assert.Contains("clientID: client-1", controllers, StringComparison.Ordinal);
            Assert.EndsWith("\nAPPLICATIONINSIGHTS_CONNECTION_STRING=InstrumentationKey=key-1", await _clone.GitAsync("show", $"origin/main:deploy/gitops/{stage}/telemetry/azure-monitor.env"), StringComparison.Ordinal);
        }
    }

    [Theory, InlineData("destroy", "dev"), InlineData("plan", "qa")]
    public async Task Other_actions_and_targets_are_refused(string action, string target) =>
        (await Programs.ScriptAsync(_clone.Root, "eng/pipelines/terraform.sh", [action, target], firstOnPath: _programs.Path)).Failed();

    [Fact]
    public async Task The_provenance_names_repository_commit_and_run()
    {
        var predicate = JsonNode.Parse((await Programs.ScriptAsync(Checkout.Root, "eng/pipelines/provenance.sh", [], new Dictionary<string, string>
        {
            ["BUILD_REPOSITORY_URI"] = "https://example.com/otelshop", ["BUILD_SOURCEVERSION"] = "1a2b", ["BUILD_SOURCEBRANCH"] = "refs/heads/main", ["BUILD_DEFINITIONNAME"] = "ci",
            ["SYSTEM_COLLECTIONURI"] = "https://dev.azure.com/shop/", ["SYSTEM_TEAMPROJECT"] = "otelshop", ["BUILD_BUILDID"] = "7",
        })).Succeeded())!;

        Assert.Equal("1a2b", (string?)predicate["buildDefinition"]!["resolvedDependencies"]![0]!["digest"]!["gitCommit"]);
        Assert.Equal("https://dev.azure.com/shop/otelshop/_build/results?buildId=7", (string?)predicate["runDetails"]!["metadata"]!["invocationId"]);
    }

    [Fact]
    public async Task A_download_with_another_checksum_is_not_installed()
    {
        await using var server = await TestServer.StartAsync((_, _) => Microsoft.AspNetCore.Http.Results.Text("not cosign"));
        using var folder = new TemporaryFolder();

        var outcome = await Programs.ScriptAsync(Checkout.Root, "eng/pipelines/install-tool.sh", ["cosign", folder.At("bin")], new Dictionary<string, string> { ["TOOL_URL"] = server.Address });

        outcome.Failed();
        Assert.False(File.Exists(folder.At("bin", "cosign")));
    }

    private Task<Outcome> RunAsync(string action) => Programs.ScriptAsync(_clone.Root, "eng/pipelines/terraform.sh", [action, "dev"], firstOnPath: _programs.Path);
}
