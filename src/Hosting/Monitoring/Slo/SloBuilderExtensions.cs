using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting.Monitoring.Rules;
using OtelShop.Hosting.Monitoring.Slo;

namespace Aspire.Hosting;

/// <summary>Service levels and owners of resources, which rules, alerts and the analyses of rollouts are made of.</summary>
public static partial class SloBuilderExtensions
{
    /// <summary>Names the team that alerts of the resource go to.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="team">Lower-case letters, digits and hyphens: it is a label, and part of the names of receivers.</param>
    /// <exception cref="DistributedApplicationException">The name has other characters.</exception>
    public static IResourceBuilder<T> WithOwner<T>(this IResourceBuilder<T> builder, string team) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return TeamName().IsMatch(team)
            ? builder.WithAnnotation(new OwnerAnnotation(team), ResourceAnnotationMutationBehavior.Replace)
            : throw new DistributedApplicationException($"The owner '{team}' of {builder.Resource.Name} is no team name: use lower-case letters, digits and hyphens.");
    }

    /// <summary>Sets one target for reads and writes of the resource. They are measured apart.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="target">What users may expect.</param>
    /// <param name="writes">Methods that write: of gRPC by their names, of HTTP its methods; <c>*</c> stands for all. Consumers of messages need none.</param>
    /// <exception cref="DistributedApplicationException">The target cannot be measured.</exception>
    public static IResourceBuilder<T> WithSlo<T>(this IResourceBuilder<T> builder, SloTarget target, params string[] writes) where T : IResource =>
        builder.WithSlo(target, target, writes);

    /// <summary>Sets a target for reads and another for writes of the resource.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="reads">What users may expect of requests that change nothing.</param>
    /// <param name="writes">What users may expect of requests that change something.</param>
    /// <param name="writeMethods">Methods that write: of gRPC by their names, of HTTP its methods; <c>*</c> stands for all.</param>
    /// <exception cref="DistributedApplicationException">A target cannot be measured.</exception>
    public static IResourceBuilder<T> WithSlo<T>(this IResourceBuilder<T> builder, SloTarget reads, SloTarget writes, params string[] writeMethods) where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(reads);
        ArgumentNullException.ThrowIfNull(writes);
        ArgumentNullException.ThrowIfNull(writeMethods);
        foreach (var target in new[] { reads, writes })
        {
            if (target.Availability is <= 0 or >= 100)
                throw new DistributedApplicationException($"{builder.Resource.Name} has an availability of {target.Availability} %: it must lie between 0 and 100, or there is no error budget.");
            if (new[] { target.P95, target.P99 }.FirstOrDefault(limit => !SloMetrics.Boundaries.Contains(limit.TotalSeconds)) is var limit && limit != default)
                throw new DistributedApplicationException(
                    $"{builder.Resource.Name} has a latency target of {limit.TotalSeconds} s, which no histogram measures: use one of {string.Join(", ", SloMetrics.Boundaries)} s.");
        }

        return builder.WithAnnotation(new ServiceSlo(reads, writes, writeMethods), ResourceAnnotationMutationBehavior.Replace);
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\z")]
    private static partial Regex TeamName();
}
