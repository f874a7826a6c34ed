namespace OtelShop.KafkaDev.Tests;

public sealed class TopicSpecTests
{
    [Fact]
    public void A_list_of_topics_gives_names_and_partitions() =>
        Assert.Equal([new TopicSpec("orders", 3), new TopicSpec("orders.dead-letter", 1)], TopicSpec.ParseList("orders:3, orders.dead-letter"));

    [Theory]
    [InlineData("orders:0")]
    [InlineData("orders:1001")]
    [InlineData("orders:one")]
    [InlineData("or ders")]
    [InlineData(":1")]
    public void A_topic_that_cannot_exist_is_refused(string text) =>
        Assert.Throws<FormatException>(() => TopicSpec.ParseList(text));
}
