namespace OpenFeature.DependencyInjection;

/// <summary>A configuration step of the container's API; steps run in order of registration.</summary>
internal sealed record ApiSetup(Action<IServiceProvider, Api> Apply);
