namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of a connection string beyond those that the resource itself names, or in place of one.</summary>
/// <param name="name">Name of the part.</param>
/// <param name="referenceExpression">The part.</param>
public sealed class ConnectionPropertyAnnotation(string name, ReferenceExpression referenceExpression) : IResourceAnnotation
{
    /// <summary>Name of the part.</summary>
    public string Name { get; } = name;

    /// <summary>The part.</summary>
    public ReferenceExpression Value { get; } = referenceExpression;
}
