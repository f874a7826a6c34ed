namespace Aspire.Hosting.ApplicationModel;

/// <summary>Which variables the references of a resource put into its environment.</summary>
/// <param name="flags">Which.</param>
public sealed class ReferenceEnvironmentInjectionAnnotation(ReferenceEnvironmentInjectionFlags flags) : IResourceAnnotation
{
    /// <summary>Which.</summary>
    public ReferenceEnvironmentInjectionFlags Flags { get; } = flags;
}
