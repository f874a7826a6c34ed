namespace Aspire.Hosting;

/// <summary>A connection string that the model puts together.</summary>
public sealed class ConnectionStringResource : Resource, IResourceWithConnectionString, IResourceWithWaitSupport, IResourceWithoutLifetime
{
    private readonly ReferenceExpression _expression;

    /// <summary>Describes the connection string.</summary>
    public ConnectionStringResource(string name, ReferenceExpression connectionStringExpression) : base(name)
    {
        ArgumentNullException.ThrowIfNull(connectionStringExpression);
        _expression = connectionStringExpression;
    }

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression => this.Redirected() ?? _expression;
}
