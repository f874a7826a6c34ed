using OtelShop.Hosting.Kubernetes.Output;

namespace OtelShop.Hosting.Kubernetes.Tests;

public sealed class OutputFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("otelshop-publish-");

    [Fact]
    public void Files_of_an_earlier_publish_that_are_no_longer_there_go()
    {
        Files("helm/old/values.yaml", "helm/values.yaml").Write(_folder.FullName);

        Files("helm/values.yaml").Write(_folder.FullName);

        Assert.Equal(["helm", "helm/values.yaml"], Paths());
    }

    [Fact]
    public void What_is_beside_the_folders_stays()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "gitops"));
        File.WriteAllText(Path.Combine(_folder.FullName, "gitops", "values.yaml"), "by hand");

        Files("helm/values.yaml").Write(_folder.FullName);

        Assert.Equal(["gitops", "gitops/values.yaml", "helm", "helm/values.yaml"], Paths());
    }

    [Fact]
    public void A_publish_that_fails_halfway_leaves_the_earlier_files()
    {
        Files("helm/values.yaml").Write(_folder.FullName);
        File.WriteAllText(Path.Combine(_folder.FullName, "kustomize"), "not a folder");

        var error = Assert.Throws<DistributedApplicationException>(() => Files("helm/new.yaml", "kustomize/base.yaml").Write(_folder.FullName));

        Assert.StartsWith($"The output directory {_folder.FullName} cannot be written: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(["helm", "helm/values.yaml", "kustomize"], Paths());
    }

    [Fact]
    public void A_directory_below_a_file_cannot_be_made()
    {
        var file = Path.Combine(_folder.FullName, "file");
        File.WriteAllText(file, "");

        var error = Assert.Throws<DistributedApplicationException>(() => Files("helm/values.yaml").Write(Path.Combine(file, "deploy")));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static OutputFiles Files(params string[] paths)
    {
        var files = new OutputFiles();
        foreach (var path in paths)
            files.Add(path, path);
        return files;
    }

    private IEnumerable<string> Paths() => Directory.EnumerateFileSystemEntries(_folder.FullName, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(_folder.FullName, path)).Order(StringComparer.Ordinal);
}
