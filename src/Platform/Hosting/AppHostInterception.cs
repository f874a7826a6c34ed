using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Lets a test run the entry point of an AppHost and take over between the description of the system and its start.</summary>
internal sealed class AppHostInterception
{
    private static readonly AsyncLocal<AppHostInterception?> Ambient = new();

    public static AppHostInterception? Current => Ambient.Value;

    public required Action<DistributedApplicationOptions, HostApplicationBuilderSettings> Creating { get; init; }

    public required Action<DistributedApplicationBuilder> Created { get; init; }

    /// <summary>Called in <see cref="IDistributedApplicationBuilder.Build"/>; blocks until the test wants the application.</summary>
    public required Action<DistributedApplicationBuilder> Building { get; init; }

    public required Action<DistributedApplication> Built { get; init; }

    /// <summary>Called in place of running the application; ends when the test has let go of it.</summary>
    public required Func<DistributedApplication, Task> Running { get; init; }

    /// <summary>Makes this the interception of everything that the calling flow of control does from here on.</summary>
    public void Begin() => Ambient.Value = this;
}
