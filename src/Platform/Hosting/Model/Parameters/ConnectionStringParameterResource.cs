namespace Aspire.Hosting.ApplicationModel;

/// <summary>A connection string that configuration gives.</summary>
internal sealed class ConnectionStringParameterResource(ParameterResource parameter, string? environmentVariableName)
    : Resource(parameter.Name), IResourceWithConnectionString, IResourceWithoutLifetime
{
    public string? ConnectionStringEnvironmentVariable { get; } = environmentVariableName;

    public ReferenceExpression ConnectionStringExpression => this.Redirected() ?? ReferenceExpression.Create($"{parameter}");
}
