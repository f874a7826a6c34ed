using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace OtelShop.Hosting.Locust;

/// <summary>Locust's own variables.</summary>
public static class LocustSettings
{
    /// <summary>Image of Locust.</summary>
    public const string Image = "locustio/locust";

    /// <summary>Version of the image.</summary>
    public const string ImageTag = "2.37.4";

    /// <summary>Folder of the locustfile in a container.</summary>
    public const string ContainerFolder = "/mnt/locust";

    /// <summary>Port of a master in a container.</summary>
    public const int MasterPort = 5557;

    /// <summary>Port of the web UI, unless it is in use.</summary>
    public const int WebPort = 8089;

    /// <summary>Variables of a process or container that makes the load alone.</summary>
    internal static void Add(EnvironmentCallbackContext context, LocustResource locust, bool isProcess)
    {
        var variables = context.EnvironmentVariables;
        variables["LOCUST_LOCUSTFILE"] = Path.Combine(isProcess ? locust.Folder : ContainerFolder, locust.LocustFile);
        variables["LOCUST_AUTOSTART"] = "true";
        // Requests in flight end before their user does, when users become fewer.
        variables["LOCUST_STOP_TIMEOUT"] = "1";
        variables["LOCUST_WEB_PORT"] = locust.GetEndpoint(LocustResource.WebEndpointName).Property(EndpointProperty.TargetPort);
        variables["PYTHONUNBUFFERED"] = "1";
        variables["PYTHONDONTWRITEBYTECODE"] = "1";
        if (!isProcess)
            return;
        variables["LOCUST_WEB_HOST"] = "127.0.0.1";
        variables["LOCUST_MASTER_BIND_HOST"] = "127.0.0.1";
    }

    /// <summary>Lets the process or container leave the load to its workers.</summary>
    /// <param name="variables">Its variables.</param>
    /// <param name="expected">Number of workers that start the test.</param>
    public static void MakeMaster(IDictionary<string, object> variables, int expected)
    {
        ArgumentNullException.ThrowIfNull(variables);
        variables["LOCUST_MODE_MASTER"] = "true";
        variables["LOCUST_EXPECT_WORKERS"] = $"{expected}";
    }

    /// <summary>Turns the variables of a master into those of its worker, which has neither web UI nor number of users.</summary>
    /// <param name="variables">Those of the master.</param>
    /// <param name="host">Host of the master.</param>
    /// <param name="port">Port of the master.</param>
    public static void MakeWorker(IDictionary<string, object> variables, object host, object port)
    {
        ArgumentNullException.ThrowIfNull(variables);
        foreach (var name in new[] { "LOCUST_AUTOSTART", "LOCUST_USERS", "LOCUST_SPAWN_RATE", "LOCUST_MODE_MASTER", "LOCUST_EXPECT_WORKERS", "LOCUST_MASTER_BIND_HOST", "LOCUST_MASTER_BIND_PORT" })
            variables.Remove(name);
        foreach (var name in variables.Keys.Where(name => name.StartsWith("LOCUST_WEB_", StringComparison.Ordinal)).ToList())
            variables.Remove(name);
        (variables["LOCUST_MODE_WORKER"], variables["LOCUST_MASTER_NODE_HOST"], variables["LOCUST_MASTER_NODE_PORT"]) = ("true", host, port);
    }
}
