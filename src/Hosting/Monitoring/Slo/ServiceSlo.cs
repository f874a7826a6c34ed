using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace OtelShop.Hosting.Monitoring.Slo;

/// <summary>Service levels of a resource.</summary>
/// <param name="Reads">Target of requests that change nothing.</param>
/// <param name="Writes">Target of requests that change something, and of messages.</param>
/// <param name="WriteMethods">Methods that write: of gRPC by their names, of HTTP its methods. <c>*</c> stands for all.</param>
public sealed record ServiceSlo(SloTarget Reads, SloTarget Writes, IReadOnlyList<string> WriteMethods) : IResourceAnnotation
{
    /// <summary>The method that stands for all.</summary>
    public const string AllMethods = "*";

    /// <summary>What all requests together have to meet.</summary>
    public SloTarget Weakest => Reads.Weakest(Writes);
}

/// <summary>Team that alerts of a resource go to.</summary>
/// <param name="Name">Such as <c>ordering</c>.</param>
public sealed record OwnerAnnotation(string Name) : IResourceAnnotation;
