namespace Aspire.Hosting.ApplicationModel;

/// <summary>The statement that creates a database, in place of <c>CREATE DATABASE "name"</c>.</summary>
/// <param name="script">The statement.</param>
internal sealed class PostgresCreationScriptAnnotation(string script) : IResourceAnnotation
{
    public string Script { get; } = script;
}
