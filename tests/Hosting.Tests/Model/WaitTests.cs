namespace Aspire.Hosting.Tests.Model;

public sealed class WaitTests : IDisposable
{
    private readonly Drawing _drawing = new();

    [Fact]
    public void Waiting_for_a_database_is_waiting_for_its_server_too()
    {
        var postgres = _drawing.Builder.AddPostgres("postgres");
        var database = postgres.AddDatabase("catalog");
        var service = _drawing.Service("product-catalog").WaitFor(database);

        Assert.Equal(
            [("postgres", WaitType.WaitUntilHealthy), ("catalog", WaitType.WaitUntilHealthy)],
            service.Resource.Annotations.OfType<WaitAnnotation>().Select(w => (w.Resource.Name, w.WaitType)));
    }

    [Fact]
    public void Nothing_waits_for_itself()
    {
        var service = _drawing.Service("cart");

        Assert.Throws<DistributedApplicationException>(() => service.WaitFor(service));
    }

    [Fact]
    public void Nothing_waits_for_what_it_lives_in()
    {
        var cart = _drawing.Builder.AddContainer("cart", "image");
        var inner = _drawing.Builder.AddResource(new Compartment("compartment", cart.Resource));

        Assert.Throws<DistributedApplicationException>(() => inner.WaitFor(cart));
    }

    [Fact]
    public void Completion_is_waited_for_with_an_exit_code()
    {
        var seed = _drawing.Builder.AddExecutable("seed", "seed", ".");
        var service = _drawing.Service("cart").WaitForCompletion(seed, exitCode: 3);

        var wait = Assert.Single(service.Resource.Annotations.OfType<WaitAnnotation>());
        Assert.Equal((WaitType.WaitForCompletion, 3), (wait.WaitType, wait.ExitCode));
    }

    [Fact]
    public void A_wait_can_say_what_failure_means()
    {
        var cart = _drawing.Service("cart");
        var frontend = _drawing.Service("frontend").WaitForStart(cart, WaitBehavior.StopOnResourceUnavailable);

        Assert.Equal(WaitBehavior.StopOnResourceUnavailable, Assert.Single(frontend.Resource.Annotations.OfType<WaitAnnotation>()).WaitBehavior);
    }

    public void Dispose() => _drawing.Dispose();

    private sealed class Compartment(string name, IResource parent) : Resource(name), IResourceWithParent, IResourceWithWaitSupport
    {
        public IResource Parent { get; } = parent;
    }
}
