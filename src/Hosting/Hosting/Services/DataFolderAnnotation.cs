namespace Aspire.Hosting.ApplicationModel;

/// <summary>Files of a service that outlast it.</summary>
/// <param name="variable">Variable with the path of the folder.</param>
/// <param name="folder">Path below the data of the shop, or below the service's volume.</param>
public sealed class DataFolderAnnotation(string variable, string folder) : IResourceAnnotation
{
    /// <summary>Variable with the path of the folder.</summary>
    public string Variable { get; } = variable;

    /// <summary>Path below the data of the shop, or below the service's volume.</summary>
    public string Folder { get; } = folder;
}
