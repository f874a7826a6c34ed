using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>What an AppProject of Argo CD permits.</summary>
internal static class ProjectCheck
{
    /// <summary>Sources and destinations of an Application that its project does not permit.</summary>
    public static IEnumerable<string> OfApplication(KubernetesObject application, IReadOnlyList<KubernetesObject> projects)
    {
        var (name, spec) = (application.Spec.Text("project"), application.Spec);
        // Argo CD makes this project; only what is applied by hand may be in it.
        if (name == "default" && application.Name == "root") yield break;
        if (projects.FirstOrDefault(item => item.Kind == "AppProject" && item.Name == name) is not { } project)
        {
            yield return $"{application}: there is no project {name}";
            yield break;
        }

        var sources = spec.Items("sources").Append(spec.At("source")!).Where(source => source is not null).Select(source => source.Text("repoURL")!);
        foreach (var source in sources.Except(project.Spec.Items("sourceRepos").Select(repository => repository.ToString())))
            yield return $"{application}: {project} does not permit the source {source}";
        var (cluster, target) = (spec.Text("destination", "name")!, spec.Text("destination", "namespace")!);
        if (!project.Spec.Items("destinations").Any(destination => destination.Text("name") == cluster && IsMatch(destination.Text("namespace")!, target)))
            yield return $"{application}: {project} does not permit {target} in {cluster}";
    }

    /// <summary>Kinds that the objects have and the project does not permit, and the other way round.</summary>
    public static IEnumerable<string> OfKinds(KubernetesObject project, IEnumerable<KubernetesObject> objects)
    {
        var permitted = project.Spec.Items("clusterResourceWhitelist").Concat(project.Spec.Items("namespaceResourceWhitelist")).Select(kind => (kind.Text("group")!, kind.Text("kind")!)).ToList();
        var present = objects.Select(item => (item.ApiVersion.Contains('/') ? item.ApiVersion.Split('/')[0] : "", item.Kind)).ToHashSet();
        return [.. present.Except(permitted).Select(kind => $"{kind} is not permitted"), .. permitted.Where(kind => !present.Contains(kind)).Select(kind => $"{kind} is permitted but in no overlay")];
    }

    /// <summary>Whether automatic syncs of an Application may begin at a time in the windows' time zone.</summary>
    public static bool MaySync(KubernetesObject project, string application, DateTime time)
    {
        var windows = project.Spec.Items("syncWindows").Where(window => window.Items("applications").Any(pattern => IsMatch(pattern.ToString(), application))).ToList();
        bool IsOpen(string kind) => windows.Any(window => window.Text("kind") == kind && Covers(window.Text("schedule")!, window.Text("duration")!, time));
        return !IsOpen("deny") && (windows.All(window => window.Text("kind") != "allow") || IsOpen("allow"));
    }

    private static bool Covers(string schedule, string duration, DateTime time)
    {
        var hours = int.Parse(duration.TrimEnd('h'));
        var fields = schedule.Split(' ');
        return Enumerable.Range(0, hours * 60).Select(minutes => time.AddMinutes(-minutes)).Any(start =>
            (int[])[start.Minute, start.Hour, start.Day, start.Month, (int)start.DayOfWeek] is var values && fields.Zip(values).All(field => IsIn(field.First, field.Second)));
    }

    private static bool IsIn(string field, int value) => field == "*" || field.Split(',').Any(part => part.Split('-') is [var from, var to]
        ? value >= int.Parse(from) && value <= int.Parse(to)
        : int.Parse(part) == value);

    private static bool IsMatch(string pattern, string text) => Regex.IsMatch(text, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$");
}
