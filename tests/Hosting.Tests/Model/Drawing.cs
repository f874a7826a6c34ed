using Aspire.Hosting.Tests.Local;

namespace Aspire.Hosting.Tests.Model;

/// <summary>A system that is described and never run: an AppHost folder of its own, and addresses given out by hand.</summary>
internal sealed class Drawing : IDisposable
{
    private readonly ScratchDirectory _folder = new();

    public Drawing(params string[] args) => Builder = Start(args);

    public IDistributedApplicationBuilder Builder { get; }

    public string Folder => _folder.FullPath;

    /// <summary>A further description in the same folder, as the next run of the same AppHost would be.</summary>
    public IDistributedApplicationBuilder Start(params string[] args) => DistributedApplication.CreateBuilder(new DistributedApplicationOptions
    {
        ProjectDirectory = Folder,
        Args = [$"--AppHost:DataDirectory={Path.Combine(Folder, "data")}", .. args],
    });

    /// <summary>Writes a project with the given settings and launch settings and returns the path of its file.</summary>
    public string Project(string name, string? settings = null, string? launchSettings = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name, "Properties")).Parent!.FullName;
        if (settings is not null)
            File.WriteAllText(Path.Combine(folder, "appsettings.json"), settings);
        if (launchSettings is not null)
            File.WriteAllText(Path.Combine(folder, "Properties", "launchSettings.json"), launchSettings);
        var file = Path.Combine(folder, $"{name}.csproj");
        File.WriteAllText(file, "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />");
        return file;
    }

    /// <summary>Adds a project that listens where its Kestrel settings say.</summary>
    public IResourceBuilder<ProjectResource> Service(string name, params string[] endpoints)
    {
        var kestrel = string.Join(',', endpoints.Select(e =>
            $$"""
            "{{e}}": { "Url": "http://*:8080", "Protocols": "{{(e == "grpc" ? "Http2" : "Http1")}}" }
            """));
        return Builder.AddProject(name, Project(name, $$"""{ "Kestrel": { "Endpoints": { {{kestrel}} } } }"""));
    }

    /// <summary>Gives every endpoint an address: 127.0.0.1 and ports from the given one on.</summary>
    public static void Allocate(IResourceBuilder<IResource> builder, int port)
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>())
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "127.0.0.1", port++);
    }

    public static async Task<Dictionary<string, string>> Environment(IResourceBuilder<IResourceWithEnvironment> builder) =>
        await builder.Resource.GetEnvironmentVariableValuesAsync(builder.ApplicationBuilder.ExecutionContext.Operation);

    public static ValueTask<string[]> Arguments(IResourceBuilder<IResourceWithArgs> builder) =>
        builder.Resource.GetArgumentValuesAsync(builder.ApplicationBuilder.ExecutionContext.Operation);

    public void Dispose() => _folder.Dispose();
}
