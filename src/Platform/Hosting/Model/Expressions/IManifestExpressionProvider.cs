namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that has a written form before it is known.</summary>
public interface IManifestExpressionProvider
{
    /// <summary>The written form, such as <c>{postgres.bindings.tcp.port}</c>.</summary>
    string ValueExpression { get; }
}
