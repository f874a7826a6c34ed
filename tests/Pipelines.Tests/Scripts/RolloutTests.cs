using System.Text.Json.Nodes;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests.Scripts;

/// <summary>How the pipelines watch a rollout: kubectl against an API server of the test.</summary>
public sealed class RolloutTests
{
    private const string Tag = "2.0.0";

    private readonly Prometheus _metrics = new();

    [Fact]
    public async Task A_healthy_rollout_of_the_tag_passes()
    {
        await using var cluster = await StartAsync(new State("cart", "Healthy"), new State("frontend", "Healthy"));

        Assert.Contains("prod runs 2.0.0: 2 workloads are healthy", (await WatchAsync(cluster)).Succeeded(), StringComparison.Ordinal);
        Assert.Empty(cluster.Aborted);
    }

    [Fact]
    public async Task A_rollout_is_waited_for_until_it_is_healthy()
    {
        MeetObjectives();
        await using var cluster = await StartAsync(new State("cart", "Progressing", "Paused", "Healthy"));

        (await WatchAsync(cluster)).Succeeded();
    }

    [Fact]
    public async Task A_stage_whose_sync_has_not_begun_is_waited_for()
    {
        await using var cluster = await StartAsync(new State("cart", "Healthy") { Tag = "1.0.0", TagLater = Tag });

        (await WatchAsync(cluster)).Succeeded();
    }

    [Fact]
    public async Task A_rollout_that_has_not_seen_the_new_template_is_not_yet_healthy()
    {
        MeetObjectives();
        await using var cluster = await StartAsync(new State("cart", "Healthy", "Healthy") { Observed = 1 });

        Assert.Contains("longer than 0 s", (await WatchAsync(cluster, ("ROLLOUT_TIMEOUT_SECONDS", "0"))).Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_degraded_rollout_fails_and_the_unfinished_ones_are_aborted()
    {
        MeetObjectives();
        await using var cluster = await StartAsync(new State("cart", "Degraded"), new State("checkout", "Progressing"), new State("frontend", "Healthy"));

        Assert.Contains("failed in prod: cart", (await WatchAsync(cluster)).Failed(), StringComparison.Ordinal);
        Assert.Equal(["cart", "checkout"], cluster.Aborted.Order());
    }

    // The rights are those of deploy/operations/pipelines.
    [Fact]
    public async Task Only_Rollouts_are_listed_and_their_status_is_read_and_patched()
    {
        MeetObjectives();
        await using var cluster = await StartAsync(new State("cart", "Degraded"));

        (await WatchAsync(cluster)).Failed();

        Assert.Equal(["get rollouts/status", "list rollouts", "patch rollouts/status"], cluster.RolloutRequests.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Missed_objectives_abort_the_rollout()
    {
        _metrics.With("histogram_quantile", "0.1").With("5..", "0.02");
        await using var cluster = await StartAsync(new State("cart", "Progressing"));

        Assert.Contains("fails 2 % of its requests", (await WatchAsync(cluster)).Failed(), StringComparison.Ordinal);
        Assert.Equal(["cart"], cluster.Aborted);
    }

    [Fact]
    public async Task Too_few_requests_are_inconclusive_and_abort_nothing()
    {
        await using var cluster = await StartAsync(new State("cart", "Progressing", "Progressing", "Progressing", "Healthy"));

        (await WatchAsync(cluster)).Succeeded();
    }

    [Fact]
    public async Task A_Prometheus_that_does_not_answer_aborts_nothing()
    {
        await using var cluster = await StartAsync(new State("cart", "Progressing", "Progressing", "Progressing", "Healthy"));

        (await WatchAsync(cluster, ("PROMETHEUS_URL", "http://127.0.0.1:1"))).Succeeded();
    }

    [Fact]
    public async Task A_miss_counts_after_an_inconclusive_look()
    {
        var asked = 0;
        _metrics.With("histogram_quantile", "0.1").With("5..", () => ++asked == 2 ? [] : [("{}", "0.02")]);
        await using var cluster = await StartAsync(new State("cart", "Progressing"));

        Assert.Contains("fails 2 % of its requests", (await WatchAsync(cluster)).Failed(), StringComparison.Ordinal);
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task One_missing_scrape_aborts_nothing()
    {
        var asked = 0;
        _metrics.With("histogram_quantile", "0.1").With("5..", () => ++asked == 1 ? [] : [("{}", "0")]);
        await using var cluster = await StartAsync(new State("cart", "Progressing", "Progressing", "Healthy"));

        (await WatchAsync(cluster)).Succeeded();
    }

    [Fact]
    public async Task A_rollout_that_takes_too_long_is_aborted()
    {
        MeetObjectives();
        await using var cluster = await StartAsync(new State("cart", "Paused"));

        Assert.Contains("it waits for cart", (await WatchAsync(cluster, ("ROLLOUT_TIMEOUT_SECONDS", "0"))).Failed(), StringComparison.Ordinal);
        Assert.Equal(["cart"], cluster.Aborted);
    }

    private void MeetObjectives() => _metrics.With("histogram_quantile", "0.1").With("5..", "0");

    private Task<Cluster> StartAsync(params State[] states) => new Cluster
    {
        Objects = kind => kind switch { "rollouts" => states.Select(state => state.Rollout()), "deployments" => states.Select(state => state.Deployment()), _ => [] },
        Prometheus = _metrics.Answer,
    }.StartAsync();

    private static Task<Outcome> WatchAsync(Cluster cluster, params (string Name, string Value)[] variables)
    {
        var all = new Dictionary<string, string>(cluster.Variables);
        foreach (var (name, value) in variables) all[name] = value;
        return Programs.ScriptAsync(Checkout.Root, "eng/pipelines/watch-rollout.sh", ["prod", Tag], all);
    }

    // Each look at the rollout sees the next phase; the last one stays.
    private sealed class State(string name, params string[] phases)
    {
        private int _looks;
        private int _templates;

        public string Tag { get; init; } = RolloutTests.Tag;

        public string? TagLater { get; init; }

        public int Observed { get; init; } = 2;

        public JsonObject Rollout() => Object("argoproj.io/v1alpha1", "Rollout", new JsonObject { ["workloadRef"] = new JsonObject { ["name"] = name } },
            new JsonObject { ["phase"] = phases[Math.Min(_looks++, phases.Length - 1)], ["workloadObservedGeneration"] = $"{Observed}" });

        public JsonObject Deployment() => Object("apps/v1", "Deployment", new JsonObject
        {
            ["replicas"] = 0,
            ["template"] = new JsonObject
            {
                ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["image"] = $"otelshop.azurecr.io/otelshop/{name}:{(_templates++ > 0 ? TagLater ?? Tag : Tag)}" }) },
            },
        }, []);

        private JsonObject Object(string version, string kind, JsonObject spec, JsonObject status) => new()
        {
            ["apiVersion"] = version, ["kind"] = kind, ["metadata"] = new JsonObject { ["name"] = name, ["generation"] = 2 }, ["spec"] = spec, ["status"] = status,
        };
    }
}
