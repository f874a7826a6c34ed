using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>A mesh repeats nothing but methods that are known to be idempotent, and ends within the ten seconds of a call.</summary>
/// <param name="objects">A render.</param>
/// <param name="idempotent">Full names of methods, such as <c>oteldemo.CartService/GetCart</c>.</param>
internal sealed class MeshRetryCheck(IReadOnlyList<KubernetesObject> objects, IReadOnlySet<string> idempotent)
{
    private const string Retry = "retry.linkerd.io/";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Methods that the routes of the render repeat.</summary>
    public HashSet<string> Repeated { get; } = [];

    public IEnumerable<string> Check(string mesh) =>
        [.. mesh == "istio" ? OfIstio() : objects.SelectMany(item => OfLinkerd(item).Select(fault => $"{item}: {fault}"))];

    // Without a route that forbids it, Istio repeats every request twice.
    private IEnumerable<string> OfIstio()
    {
        foreach (var service in objects.Where(item => item.Kind == "Service" && IsCalledByHttp(item)))
        {
            if (objects.FirstOrDefault(item => item.Kind == "VirtualService" && item.Spec.Items("hosts").Any(host => host.ToString() == service.Name)) is { } routes)
                foreach (var fault in routes.Spec.Items("http").SelectMany(OfRoute)) yield return $"{routes}: {fault}";
            else
                yield return $"{service}: no route forbids to repeat its requests";
        }

        foreach (var canary in objects.Where(item => item.Kind == "Canary" && item.Spec.Text("provider") == "istio" && item.Spec.Number("service", "retries", "attempts") is not 0))
            yield return $"{canary}: its routes repeat every request";
    }

    private bool IsCalledByHttp(KubernetesObject service) =>
        service.Json.Text("metadata", "labels", "app.kubernetes.io/name") == service.Name && service.Spec.Items("ports").Any(port => port.Text("appProtocol") != "tcp"
            && objects.Any(item => item.Kind == "AuthorizationPolicy" && item.Spec.Text("selector", "matchLabels", "app.kubernetes.io/name") == service.Name
                && item.Spec.Items("rules").SelectMany(rule => rule.Items("to")).SelectMany(to => to.Items("operation", "ports")).Any(open => open.ToString() == port.Text("port"))));

    private IEnumerable<string> OfRoute(JsonNode route)
    {
        if (route.Number("retries", "attempts") is not { } attempts) return [$"the route {route.Text("name")} repeats every request twice"];
        if (attempts == 0) return [];
        var paths = route.Items("match").Select(match => match.Text("uri", "exact")).DefaultIfEmpty(null);
        return [.. paths.SelectMany(path => OfMethod(path?.TrimStart('/'))), .. OfTime(attempts, route.Text("retries", "perTryTimeout"))];
    }

    private IEnumerable<string> OfLinkerd(KubernetesObject item)
    {
        if (item.Kind == "ServiceProfile") return ["turns circuit breaker and weights of the Service off"];
        var annotations = item.Json.Labels("metadata", "annotations").Where(annotation => annotation.Key.StartsWith(Retry, StringComparison.Ordinal)).ToDictionary();
        if (annotations.Count == 0) return [];
        var methods = item.Kind != "GRPCRoute" ? [null] : item.Spec.Items("rules").SelectMany(rule => rule.Items("matches").DefaultIfEmpty(null))
            .Select(match => match.Text("method", "type") == "Exact" && match.Text("method", "method") is { } method ? $"{match.Text("method", "service")}/{method}" : null);
        return [.. methods.SelectMany(OfMethod), .. OfTime(int.Parse(annotations.GetValueOrDefault($"{Retry}limit", "1")), annotations.GetValueOrDefault($"{Retry}timeout"))];
    }

    private IEnumerable<string> OfMethod(string? method)
    {
        if (method is null) return ["repeats every request"];
        Repeated.Add(method);
        return idempotent.Contains(method) ? [] : [$"repeats {method}, which may change something twice"];
    }

    private static IEnumerable<string> OfTime(int attempts, string? timeout) =>
        timeout is not null && timeout.EndsWith('s') && TimeSpan.FromSeconds(int.Parse(timeout[..^1])) * (attempts + 1) < Deadline ? [] : [$"{attempts + 1} attempts of {timeout ?? "any time"} outlast the call"];
}
