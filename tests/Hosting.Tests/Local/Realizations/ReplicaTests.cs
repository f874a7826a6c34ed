namespace Aspire.Hosting.Tests.Local.Realizations;

public sealed class ReplicaTests : IAsyncLifetime
{
    private readonly LocalHost _host = new();

    [Fact]
    public async Task A_caller_is_told_the_address_of_every_copy()
    {
        var quote = _host.AddScript("quote", "exec sleep 3600").WithHttpEndpoint().WithAnnotation(new ReplicaAnnotation(3));
        _host.AddScript("shipping", "tr '\\0' '\\n' </proc/$$/environ | grep ^services__ | sort; echo end; exec sleep 3600")
            .WithReference(quote.GetEndpoint("http"));
        await _host.StartAsync();
        await _host.Said("shipping", line => line == "end");
        var said = await Task.WhenAll(Enumerable.Range(0, 3).Select(index => _host.Said("shipping", line => line.StartsWith($"services__quote__http__{index}="))));

        Assert.Equal(3, said.Select(line => line.Split('=')[1]).Distinct().Count());
    }

    [Fact]
    public async Task Every_copy_has_a_name_and_a_port_of_its_own()
    {
        _host.AddScript("quote", "exec sleep 3600").WithHttpEndpoint().WithAnnotation(new ReplicaAnnotation(2));
        await _host.StartAsync();
        var first = await _host.Reached("quote", KnownResourceStates.Running);
        var second = await _host.Reached("quote", change => change.ResourceId != first.ResourceId && change.Snapshot.State?.Text == KnownResourceStates.Running);

        Assert.NotEqual(first.Snapshot.Urls.Single().Url, second.Snapshot.Urls.Single().Url);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();
}
