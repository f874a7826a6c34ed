using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>.NET projects.</summary>
public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project that the AppHost references.</summary>
    /// <typeparam name="TProject">The class in namespace <c>Projects</c> that the build generated for the reference.</typeparam>
    /// <param name="builder">The system.</param>
    /// <param name="name">Name of the resource: the name under which other resources find it.</param>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, [ResourceName] string name)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, _ => { });

    /// <summary>Adds a project that the AppHost references, with one of its launch profiles. Null means without any.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string? launchProfileName)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, options => Choose(options, launchProfileName));

    /// <summary>Adds a project that the AppHost references.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new()
    {
        IProjectMetadata metadata = new TProject();
        return Add(builder, name, metadata, configure);
    }

    /// <summary>Adds a project.</summary>
    /// <param name="builder">The system.</param>
    /// <param name="name">Name of the resource: the name under which other resources find it.</param>
    /// <param name="projectPath">Its project file; relative to the folder of the AppHost.</param>
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string projectPath) => builder.AddProject(name, projectPath, _ => { });

    /// <summary>Adds a project, with one of its launch profiles. Null means without any.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string projectPath, string? launchProfileName) =>
        builder.AddProject(name, projectPath, options => Choose(options, launchProfileName));

    /// <summary>Adds a project.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string projectPath, Action<ProjectResourceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(projectPath);
        return Add(builder, name, new ProjectMetadata(Path.GetFullPath(projectPath, builder.AppHostDirectory)), configure);
    }

    /// <summary>Runs several copies. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="replicas"/> is negative.</exception>
    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfNegative(replicas);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Does not let the published project trust <c>X-Forwarded-*</c>.</summary>
    public static IResourceBuilder<ProjectResource> DisableForwardedHeaders(this IResourceBuilder<ProjectResource> builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new DisableForwardedHeadersAnnotation(), ResourceAnnotationMutationBehavior.Replace);
    }

    /// <summary>Chooses the endpoints of which the project is told. Default every HTTP and HTTPS endpoint.</summary>
    public static IResourceBuilder<ProjectResource> WithEndpointsInEnvironment(
        this IResourceBuilder<ProjectResource> builder, Func<EndpointAnnotation, bool> filter)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(filter);
        return builder.WithAnnotation(new EndpointsInEnvironmentAnnotation(filter), ResourceAnnotationMutationBehavior.Replace);
    }

    private static void Choose(ProjectResourceOptions options, string? launchProfileName) =>
        (options.ExcludeLaunchProfile, options.LaunchProfileName) = (launchProfileName is null, launchProfileName);

    private static IResourceBuilder<ProjectResource> Add(
        IDistributedApplicationBuilder builder, string name, IProjectMetadata metadata, Action<ProjectResourceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ProjectResourceOptions();
        configure(options);
        if (!Directory.Exists(Path.GetDirectoryName(metadata.ProjectPath)))
            throw new DistributedApplicationException($"The project '{metadata.ProjectPath}' of the resource '{name}' does not exist.");

        var resource = new ProjectResource(name);
        resource.Annotations.Add(metadata);
        var project = builder.AddResource(resource).WithOtlpExporter();
        var settings = new ProjectSettings(metadata);
        var profile = settings.FindLaunchProfile(options, builder.Configuration["AppHost:DefaultLaunchProfileName"] ?? builder.Configuration["DOTNET_LAUNCH_PROFILE"]);
        var environment = profile?.Value.EnvironmentVariables is { } own
            ? own.GetValueOrDefault("ASPNETCORE_ENVIRONMENT") ?? own.GetValueOrDefault("DOTNET_ENVIRONMENT")
            : null;
        var kestrel = options.ExcludeKestrelEndpoints ? [] : settings.ReadKestrelEndpoints(environment ?? builder.Environment.EnvironmentName);
        ProjectEndpoints.AddKestrel(project, kestrel);
        if (kestrel.Count == 0 && profile is { } addressed)
            ProjectEndpoints.AddLaunchProfile(project, addressed.Value);
        if (profile is { } used)
            UseProfile(project, used);
        return project.WithEnvironment(context => SetVariables(context, resource, builder.Environment));
    }

    private static void UseProfile(IResourceBuilder<ProjectResource> project, KeyValuePair<string, LaunchProfile> profile)
    {
        project.WithAnnotation(new LaunchProfileAnnotation(profile.Key));
        if (!project.ApplicationBuilder.ExecutionContext.IsRunMode)
            return;
        project.WithEnvironment(context =>
        {
            foreach (var (name, value) in profile.Value.EnvironmentVariables)
                context.EnvironmentVariables.TryAdd(name, Environment.ExpandEnvironmentVariables(value));
            context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", profile.Key);
        });
        if (profile.Value.CommandLineArgs is { Length: > 0 } line)
            project.WithArgs(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private static void SetVariables(EnvironmentCallbackContext context, ProjectResource project, IHostEnvironment environment)
    {
        var variables = context.EnvironmentVariables;
        variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
        if (context.ExecutionContext.IsRunMode)
        {
            variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
            variables["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true";
            if (environment.IsDevelopment())
            {
                variables["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true";
                variables["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true";
            }
        }

        ProjectEndpoints.SetVariables(context, project);
    }
}
