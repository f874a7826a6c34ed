namespace OtelShop.Hosting.Kubernetes.Policies;

/// <summary>A rule that admission holds pods to.</summary>
/// <param name="Name">Such as <c>image-tag</c>: part of the name of every policy that is written from it.</param>
/// <param name="Description">What it asks for, in one sentence.</param>
/// <param name="Demands">All of them must hold.</param>
internal sealed record PodRule(string Name, string Description, params IReadOnlyList<Demand> Demands)
{
    /// <summary>Name without dashes, such as <c>ImageTag</c>.</summary>
    public string PascalName { get; } = string.Concat(Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}

/// <summary>A condition on a workload.</summary>
/// <param name="Expression">CEL over <c>object</c> and <see cref="PodRules.Variables"/>; true admits the object.</param>
/// <param name="Message">What the refused caller reads.</param>
internal sealed record Demand(string Expression, string Message);

/// <summary>A named part of the expressions.</summary>
internal sealed record CelVariable(string Name, string Expression);
