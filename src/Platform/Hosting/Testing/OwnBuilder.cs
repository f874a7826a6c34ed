using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>The builder of a system that a test describes itself.</summary>
internal sealed class OwnBuilder : DelegatingBuilder
{
    private readonly DistributedApplicationBuilder _builder;
    private readonly TestRun _run;
    private bool _built;

    public OwnBuilder(string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure) : this(new TestRun(), args, configure)
    {
    }

    private OwnBuilder(TestRun run, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
        : this(run, Create(run, args, configure))
    {
    }

    private OwnBuilder(TestRun run, DistributedApplicationBuilder builder) : base(builder)
    {
        _run = run;
        _builder = builder;
    }

    public override Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default)
    {
        _run.BelongTo(_builder.Services);
        var application = _builder.Build();
        application.Services.GetRequiredService<TestRun>();
        _built = true;
        return Task.FromResult(application);
    }

    public override void Dispose()
    {
        if (!_built)
            _run.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private static DistributedApplicationBuilder Create(
        TestRun run, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        var options = new DistributedApplicationOptions();
        DistributedApplicationBuilder? builder = null;
        var interception = new AppHostInterception
        {
            Creating = (o, settings) =>
            {
                run.Configure(o, args);
                configure(o, settings);
            },
            Created = created => builder = created,
            Building = _ => { },
            Built = _ => { },
            Running = _ => Task.CompletedTask,
        };
        // Only this one call is intercepted, so it flows through a context of its own.
        System.Threading.ExecutionContext.Run(System.Threading.ExecutionContext.Capture()!, _ =>
        {
            interception.Begin();
            _ = new DistributedApplicationBuilder(options);
        }, null);
        return builder!;
    }
}
