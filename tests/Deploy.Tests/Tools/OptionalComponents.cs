namespace OtelShop.Deploy.Tests.Tools;

/// <summary>The add-ons of a stage with optional components, as an operator adds them.</summary>
internal static class OptionalComponents
{
    // As docs/cost.md says: before the component that keeps add-ons as Git has them.
    public static Task<IReadOnlyList<KubernetesObject>> AddAsync(string stage, params IEnumerable<string> components) => AddToAsync("gitops", stage, components);

    public static Task<IReadOnlyList<KubernetesObject>> AddToFluxAsync(string stage, params IEnumerable<string> components) => AddToAsync("flux", stage, components);

    private static async Task<IReadOnlyList<KubernetesObject>> AddToAsync(string controller, string stage, IEnumerable<string> components)
    {
        var copy = Directory.CreateTempSubdirectory();
        try
        {
            foreach (var file in ((string[])["gitops", "flux"]).SelectMany(folder => Directory.EnumerateFiles(GitOps.At(folder), "*", SearchOption.AllDirectories)))
            {
                var target = Path.Combine(copy.FullName, Path.GetRelativePath(DeployTools.DeployFolder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            var kustomization = Path.Combine(copy.FullName, controller, "addons", stage, "kustomization.yaml");
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
