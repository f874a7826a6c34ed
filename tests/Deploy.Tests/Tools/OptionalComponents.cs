using OtelShop.Deploy.Tests.Objects;

namespace OtelShop.Deploy.Tests.Tools;

/// <summary>The add-ons of a stage with components of deploy/gitops/optional, as an operator adds them.</summary>
internal static class OptionalComponents
{
    // As docs/cost.md says: before the component that keeps add-ons as Git has them.
    public static async Task<IReadOnlyList<KubernetesObject>> AddAsync(string stage, params IEnumerable<string> components)
    {
        var copy = Directory.CreateTempSubdirectory();
        try
        {
            foreach (var file in Directory.EnumerateFiles(GitOps.At("gitops"), "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(copy.FullName, Path.GetRelativePath(GitOps.At("gitops"), file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            var kustomization = Path.Combine(copy.FullName, "addons", stage, "kustomization.yaml");
            var text = await File.ReadAllTextAsync(kustomization);
            await File.WriteAllTextAsync(kustomization, text.Replace("components:\n", $"components:\n{string.Concat(components.Select(component => $"  - ../../optional/{component}\n"))}", StringComparison.Ordinal));
            return KubernetesObject.Parse((await DeployTools.KubectlAsync("kustomize", Path.GetDirectoryName(kustomization)!)).Succeeded());
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }
}
