namespace OpenFeature.DependencyInjection;

/// <summary>A step that makes the container's API what it is; steps run in the order of their registration.</summary>
internal sealed record ApiSetup(Action<IServiceProvider, Api> Apply);
