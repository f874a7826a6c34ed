using OpenFeature.Model;

namespace OpenFeature.Providers.Flagd.Tests;

public sealed class ResultCacheTests
{
    [Fact]
    public void The_result_that_was_not_used_for_longest_makes_room()
    {
        var cache = new ResultCache(2);
        Add(cache, "a");
        Add(cache, "b");
        cache.Find<bool>("a");

        Add(cache, "c");

        Assert.NotNull(cache.Find<bool>("a"));
        Assert.Null(cache.Find<bool>("b"));
        Assert.NotNull(cache.Find<bool>("c"));
    }

    [Fact]
    public void A_result_that_was_asked_for_before_a_change_is_not_remembered()
    {
        var cache = new ResultCache(10);
        var asked = cache.Generation;
        cache.Remove(["other"]);

        cache.Add("a", asked, new ResolutionDetails<bool>("a", true));

        Assert.Null(cache.Find<bool>("a"));
    }

    [Fact]
    public void The_same_flag_is_remembered_for_each_type_apart()
    {
        var cache = new ResultCache(10);
        Add(cache, "a");

        Assert.Null(cache.Find<int>("a"));
    }

    private static void Add(ResultCache cache, string key) => cache.Add(key, cache.Generation, new ResolutionDetails<bool>(key, true));
}
