namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Locust load test: the program of this machine, or the image <c>locustio/locust</c> in containers and when published.</summary>
/// <param name="name">Name of the resource.</param>
/// <param name="command">The program.</param>
/// <param name="workingDirectory">Folder of the locustfile.</param>
public class LocustResource(string name, string command, string workingDirectory) : ExecutableResource(name, command, workingDirectory)
{
    /// <summary>Endpoint of the web UI.</summary>
    public const string WebEndpointName = "http";

    /// <summary>Endpoint to which workers connect.</summary>
    public const string MasterEndpointName = "master";

    /// <summary>Folder of the locustfile on this machine.</summary>
    public string Folder { get; internal set; } = workingDirectory;

    /// <summary>Name of the locustfile in <see cref="Folder"/>.</summary>
    public string LocustFile { get; internal set; } = "locustfile.py";

    /// <summary>Number of workers. Zero: one process makes the load.</summary>
    public int Workers { get; internal set; }
}

/// <summary>The container that stands in for a <see cref="LocustResource"/>, with the same annotations.</summary>
/// <param name="locust">The resource of the app model.</param>
public sealed class LocustContainerResource(LocustResource locust) : ContainerResource(locust.Name)
{
    /// <summary>The resource of the app model.</summary>
    public LocustResource Locust { get; } = locust;

    /// <inheritdoc/>
    public override ResourceAnnotationCollection Annotations => Locust.Annotations;
}
