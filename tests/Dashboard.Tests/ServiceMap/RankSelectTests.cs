using FsCheck.Fluent;
using OtelShop.Dashboard.ServiceMap;

namespace OtelShop.Dashboard.Tests.ServiceMap;

public sealed class RankSelectTests
{
    [Fact]
    public void The_value_of_a_rank_is_the_one_that_sorting_finds() => FsCheck.Check.QuickThrowOnFailure(Prop.ForAll<long[], int>((values, seed) =>
    {
        if (values.Length == 0)
            return true;
        var rank = (int)((uint)seed % values.Length);
        var moved = values.ToArray();
        RankSelect.MoveTo(moved, rank);
        return moved[rank] == values.Order().ElementAt(rank) && moved[..rank].All(v => v <= moved[rank]) && moved[rank..].All(v => v >= moved[rank]);
    }));

    [Fact]
    public void Values_that_are_all_alike_take_no_longer() => Assert.Equal(7, At([.. Enumerable.Repeat(7L, 100_000)], 99_000));

    private static long At(long[] values, int rank)
    {
        RankSelect.MoveTo(values, rank);
        return values[rank];
    }
}
