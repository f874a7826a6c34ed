using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests.Scripts;

/// <summary>Tags, commits and rollbacks, in a repository with an origin.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private Clone _clone = null!;

    public async ValueTask InitializeAsync() => _clone = await Clone.CreateAsync("deploy/gitops", "deploy/helm", "deploy/kustomize/base");

    public ValueTask DisposeAsync()
    {
        _clone.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_tag_is_the_time_and_the_hash_of_its_commit()
    {
        var commit = await _clone.GitAsync("rev-parse", "HEAD");
        var time = DateTimeOffset.FromUnixTimeSeconds(long.Parse(await _clone.GitAsync("log", "-1", "--format=%ct"), null));

        Assert.Equal($"{time:yyyyMMddHHmmss}-{commit[..12]}", (await _clone.RunAsync("image-tag.sh")).Succeeded().Trim());
    }

    [Fact]
    public async Task A_stage_gets_a_tag_by_a_commit_on_main_and_no_other_file_changes()
    {
        (await _clone.RunAsync("set-stage.sh", "dev", "20261129120000-abc", "Change ticket CHG0012345.")).Succeeded();

        await _clone.GitAsync("fetch", "origin");
        Assert.Equal("deploy/gitops/dev/values.yaml", await _clone.GitAsync("diff", "--name-only", "origin/main~1", "origin/main"));
        Assert.Equal("deploy: dev runs 20261129120000-abc\n\nChange ticket CHG0012345.", await _clone.GitAsync("log", "-1", "--format=%B", "origin/main"));
    }

    [Fact]
    public async Task A_commit_of_another_stage_meanwhile_is_kept()
    {
        await _clone.MoveOriginAsync();

        (await _clone.RunAsync("set-stage.sh", "staging", "2.0.0")).Succeeded();

        await _clone.GitAsync("fetch", "origin");
        Assert.Equal("deploy: staging runs 2.0.0\nother\nfirst", await _clone.GitAsync("log", "--format=%s", "origin/main"));
    }

    [Fact]
    public async Task A_stage_that_runs_the_tag_already_gets_no_commit()
    {
        (await _clone.RunAsync("set-stage.sh", "dev", "2.0.0")).Succeeded();

        Assert.Contains("Git has it already: dev runs 2.0.0", (await _clone.RunAsync("set-stage.sh", "dev", "2.0.0")).Succeeded(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rollback_returns_to_the_tag_before()
    {
        (await _clone.RunAsync("set-stage.sh", "prod", "2.0.0")).Succeeded();
        (await _clone.RunAsync("set-stage.sh", "prod", "3.0.0")).Succeeded();

        (await _clone.RunAsync("roll-back.sh", "prod")).Succeeded();

        await _clone.GitAsync("fetch", "origin");
        Assert.Equal("deploy: prod runs 2.0.0\n\nRollback from 3.0.0.", await _clone.GitAsync("log", "-1", "--format=%B", "origin/main"));
    }

    [Fact]
    public async Task The_first_release_is_not_rolled_back_to_a_tag_without_images()
    {
        (await _clone.RunAsync("set-stage.sh", "prod", "2.0.0")).Succeeded();

        Assert.Contains("The pipelines never deployed ", (await _clone.RunAsync("roll-back.sh", "prod")).Failed(), StringComparison.Ordinal);

        await _clone.GitAsync("fetch", "origin");
        Assert.Equal("deploy: prod runs 2.0.0", await _clone.GitAsync("log", "-1", "--format=%s", "origin/main"));
    }

    [Fact]
    public async Task An_older_commit_replaces_a_newer_one_by_a_rollback_only()
    {
        const string older = "20261128120000-aaaaaaaaaaaa", newer = "20261129120000-000000000000";
        (await _clone.RunAsync("set-stage.sh", "staging", older)).Succeeded();
        (await _clone.RunAsync("set-stage.sh", "staging", newer)).Succeeded();

        Assert.Contains($"staging runs {newer}, which is newer than {older}", (await _clone.RunAsync("set-stage.sh", "staging", older)).Failed(), StringComparison.Ordinal);
        (await _clone.RunAsync("roll-back.sh", "staging")).Succeeded();

        await _clone.GitAsync("fetch", "origin");
        Assert.Equal($"deploy: staging runs {older}", await _clone.GitAsync("log", "-1", "--format=%s", "origin/main"));
    }

    [Fact]
    public async Task A_stage_with_one_tag_has_nothing_to_roll_back_to() =>
        Assert.Contains("nothing to return to", (await _clone.RunAsync("roll-back.sh", "prod")).Failed(), StringComparison.Ordinal);

    [Fact]
    public async Task The_difference_shows_the_tag_of_every_image_and_nothing_else()
    {
        var changes = (await _clone.RunAsync("diff-release.sh", "dev", "2.0.0")).Succeeded()
            .Split('\n').Where(line => line.StartsWith('+') && !line.StartsWith("+++", StringComparison.Ordinal)).ToList();

        Assert.Equal(Checkout.Images().Length, changes.Count);
        Assert.All(changes, change => Assert.Matches("image: .*otelshop/[a-z-]+:2.0.0", change));
    }

    [Fact]
    public async Task The_difference_shows_a_change_of_the_chart_since_the_last_deployment()
    {
        (await _clone.RunAsync("set-stage.sh", "dev", "2.0.0")).Succeeded();
        var values = Path.Combine(_clone.Root, "deploy", "helm", "otelshop", "values-dev.yaml");
        File.WriteAllText(values, File.ReadAllText(values).Replace("memory: \"256Mi\"", "memory: \"300Mi\"", StringComparison.Ordinal));

        Assert.Contains("+              memory: 300Mi", (await _clone.RunAsync("diff-release.sh", "dev", "2.0.0")).Succeeded().Replace("\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory, InlineData("qa", "2.0.0"), InlineData("prod", "latest")]
    public async Task An_unknown_stage_or_the_tag_latest_is_refused(string stage, string tag)
    {
        (await _clone.RunAsync("set-stage.sh", stage, tag)).Failed();

        Assert.Equal("first", await _clone.GitAsync("log", "--format=%s", "origin/main"));
    }
}
