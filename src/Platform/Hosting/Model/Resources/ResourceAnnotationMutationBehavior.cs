namespace Aspire.Hosting.ApplicationModel;

/// <summary>What adding an annotation does to earlier ones of the same type.</summary>
public enum ResourceAnnotationMutationBehavior
{
    /// <summary>Earlier ones stay.</summary>
    Append,

    /// <summary>Earlier ones are removed.</summary>
    Replace,
}
