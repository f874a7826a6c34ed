using System.Reflection;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Describes a system: its resources and how they use each other.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Settings of the host: command line, environment, appsettings.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>Folder of the project that describes the system; paths are relative to it.</summary>
    string AppHostDirectory { get; }

    /// <summary>The program that describes the system.</summary>
    Assembly? AppHostAssembly { get; }

    /// <summary>Environment of the host.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>Services of the host.</summary>
    IServiceCollection Services { get; }

    /// <summary>Where events are subscribed to.</summary>
    IDistributedApplicationEventing Eventing { get; }

    /// <summary>Whether the system is run or published.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The resources described so far.</summary>
    IResourceCollection Resources { get; }

    /// <summary>Adds a resource.</summary>
    /// <exception cref="DistributedApplicationException">There is one of that name.</exception>
    IResourceBuilder<T> AddResource<T>(T resource) where T : IResource;

    /// <summary>Goes on describing a resource, without adding it.</summary>
    IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource;

    /// <summary>Ends the description.</summary>
    /// <exception cref="DistributedApplicationException">Two resources have the same name.</exception>
    DistributedApplication Build();
}
