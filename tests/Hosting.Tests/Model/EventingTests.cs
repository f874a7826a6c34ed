using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Tests.Model;

public sealed class EventingTests : IDisposable
{
    private readonly Drawing _drawing = new();
    private readonly List<string> _heard = [];

    [Fact]
    public async Task Subscribers_are_called_in_their_order()
    {
        Subscribe("first");
        Subscribe("second");

        await _drawing.Builder.Eventing.PublishAsync(new Rang());

        Assert.Equal(["first", "second"], _heard);
    }

    [Fact]
    public async Task Who_unsubscribes_hears_nothing_more()
    {
        var subscription = Subscribe("gone");
        _drawing.Builder.Eventing.Unsubscribe(subscription);

        await _drawing.Builder.Eventing.PublishAsync(new Rang());

        Assert.Empty(_heard);
    }

    [Fact]
    public async Task A_resource_hears_of_itself_only()
    {
        var cart = _drawing.Builder.AddContainer("cart", "image").OnResourceReady((r, _, _) => Hear(r.Name));
        var ad = _drawing.Builder.AddContainer("ad", "image").OnResourceReady((r, _, _) => Hear(r.Name));
        await using var application = _drawing.Builder.Build();

        await _drawing.Builder.Eventing.PublishAsync(new ResourceReadyEvent(ad.Resource, application.Services));

        Assert.Equal(["ad"], _heard);
        Assert.NotEqual(cart.Resource.Name, _heard[0]);
    }

    [Fact]
    public async Task A_failing_subscriber_is_heard_by_the_publisher()
    {
        _drawing.Builder.Eventing.Subscribe<Rang>((_, _) => throw new InvalidOperationException("broken"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => _drawing.Builder.Eventing.PublishAsync(new Rang(), EventDispatchBehavior.BlockingConcurrent));
    }

    public void Dispose() => _drawing.Dispose();

    private DistributedApplicationEventSubscription Subscribe(string name) => _drawing.Builder.Eventing.Subscribe<Rang>((_, _) => Hear(name));

    private Task Hear(string name)
    {
        _heard.Add(name);
        return Task.CompletedTask;
    }

    private sealed class Rang : IDistributedApplicationEvent;
}
