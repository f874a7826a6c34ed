using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Reads what a project says about itself: its launch profiles and the Kestrel endpoints of its settings.</summary>
internal sealed class ProjectSettings(IProjectMetadata project)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    private readonly string _folder = Path.GetDirectoryName(project.ProjectPath)!;

    /// <summary>The profile to use, or null.</summary>
    /// <param name="options">May name one or none.</param>
    /// <param name="preferred">Used when the project has one of that name.</param>
    /// <exception cref="DistributedApplicationException">The options name a profile that the project does not have.</exception>
    public KeyValuePair<string, LaunchProfile>? FindLaunchProfile(ProjectResourceOptions options, string? preferred)
    {
        if (options.ExcludeLaunchProfile)
            return null;
        var profiles = (project.LaunchSettings ?? ReadLaunchSettings())?.Profiles ?? [];
        if (options.LaunchProfileName is { } name)
        {
            return profiles.TryGetValue(name, out var chosen)
                ? KeyValuePair.Create(name, chosen)
                : throw new DistributedApplicationException($"The project '{project.ProjectPath}' has no launch profile '{name}'.");
        }

        if (preferred is not null && profiles.TryGetValue(preferred, out var usual))
            return KeyValuePair.Create(preferred, usual);
        var first = profiles.FirstOrDefault(p => p.Value.CommandName is null or "" or "Project" or "Executable");
        return first.Value is null ? null : first;
    }

    /// <summary>The endpoints under <c>Kestrel:Endpoints</c>, as the environment of the given name has them.</summary>
    /// <exception cref="DistributedApplicationException">One of them has an address that Kestrel would not accept.</exception>
    public IReadOnlyList<KestrelEndpoint> ReadKestrelEndpoints(string environment)
    {
        var settings = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(_folder, "appsettings.json"), optional: true)
            .AddJsonFile(Path.Combine(_folder, $"appsettings.{environment}.json"), optional: true)
            .Build();
        var usually = settings["Kestrel:EndpointDefaults:Protocols"];
        return [.. settings.GetSection("Kestrel:Endpoints").GetChildren()
            .Where(e => e["Url"] is { Length: > 0 })
            .Select(e => Parse(e.Key, e["Url"]!, e["Protocols"] ?? usually))];
    }

    private KestrelEndpoint Parse(string name, string url, string? protocols)
    {
        // Kestrel's hosts '*' and '+' are no hosts of a URI; which host it is does not matter, the model says where a process listens.
        var address = url.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal);
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new KestrelEndpoint(name, uri.Scheme, uri.Port, string.Equals(protocols, "Http2", StringComparison.OrdinalIgnoreCase))
            : throw new DistributedApplicationException($"The Kestrel endpoint '{name}' of '{project.ProjectPath}' has the address '{url}', which is none.");
    }

    private LaunchSettings? ReadLaunchSettings()
    {
        var file = project.IsFileBasedApp
            ? Path.ChangeExtension(project.ProjectPath, ".run.json")
            : Path.Combine(_folder, "Properties", "launchSettings.json");
        if (!File.Exists(file))
            return null;
        try
        {
            return JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllText(file), Json);
        }
        catch (JsonException e)
        {
            throw new DistributedApplicationException($"'{file}' cannot be read: {e.Message}", e);
        }
    }
}
