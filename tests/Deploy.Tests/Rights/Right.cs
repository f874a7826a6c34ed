namespace OtelShop.Deploy.Tests.Rights;

/// <summary>One thing that a command does at the API server, or at that of Argo CD.</summary>
/// <param name="Namespace">Where; empty for the whole cluster.</param>
/// <param name="Group">API group; <c>argocd</c> for Argo CD's own rights.</param>
/// <param name="Resource">Such as <c>pods/log</c>.</param>
/// <param name="Verb">Such as <c>patch</c>.</param>
/// <param name="Name">Of the object, where the command says it.</param>
internal sealed record Right(string Namespace, string Group, string Resource, string Verb, string? Name = null)
{
    /// <summary>What only an administrator may do, whatever it is.</summary>
    public static Right Everything { get; } = new("", "*", "*", "*");

    public override string ToString() => $"{Verb} {Resource}{(Group.Length > 0 ? $".{Group}" : "")}{(Name is null ? "" : $" {Name}")} in {(Namespace.Length > 0 ? Namespace : "the cluster")}";
}
