using System.Text.Json.Nodes;
using OtelShop.Hosting.Kubernetes.Model;
using OtelShop.Hosting.Kubernetes.Objects;
using OtelShop.Hosting.Kubernetes.Output;

namespace OtelShop.Hosting.Kubernetes.Tests;

/// <summary>Variants of an object become one template.</summary>
public sealed class MergeTests
{
    private static readonly KubernetesStage[] Stages = [new("dev"), new("prod")];

    private readonly ChartValues _values = new(Stages);

    [Fact]
    public void What_a_stage_changes_in_a_named_place_is_a_value()
    {
        var template = Merge("HorizontalPodAutoscaler cart", variant => Spec("minReplicas", variant.Stage.Name == "prod" ? 5 : 2));

        Assert.Equal("spec:\n  minReplicas: {{ .Values.cart.autoscaling.minReplicas }}\n", template);
        Assert.Equal(2, (int?)_values.Defaults().At("cart/autoscaling/minReplicas"));
        Assert.Equal(5, (int?)_values.Of(Stages[1]).At("cart/autoscaling/minReplicas"));
    }

    [Fact]
    public void What_the_home_changes_is_a_condition()
    {
        var template = Merge("Service cart", variant => Spec("port", variant.Home is KubernetesHome.Azure ? 9093 : 9092));

        Assert.Equal(
            "spec:\n{{- if eq .Values.home \"standalone\" }}\n  port: 9092\n{{- end }}\n{{- if eq .Values.home \"azure\" }}\n  port: 9093\n{{- end }}\n", template);
        Assert.Empty(_values.Defaults());
    }

    [Fact]
    public void What_two_of_three_meshes_have_is_a_condition_on_the_third()
    {
        Assert.Equal(
            "spec:\n  a: 1\n{{- if ne .Values.mesh \"none\" }}\n  b: 2\n{{- end }}\n",
            Merge("Service cart", variant => variant.Mesh is Mesh.None ? Spec("a", 1) : Spec("a", 1, "b", 2)));
    }

    [Fact]
    public void Neighbours_with_one_condition_share_it()
    {
        Assert.Equal(
            "spec:\n  a: 1\n{{- if eq .Values.mesh \"istio\" }}\n  b: 2\n  c: 3\n{{- end }}\n",
            Merge("Service cart", variant => variant.Mesh is Mesh.Istio ? Spec("a", 1, "b", 2, "c", 3) : Spec("a", 1)));
    }

    [Fact]
    public void What_home_and_mesh_change_together_has_both_conditions()
    {
        Assert.Equal(
            "spec:\n  a: 1\n{{- if and (eq .Values.home \"azure\") (eq .Values.mesh \"istio\") }}\n  b: 2\n{{- end }}\n",
            Merge("Service cart", variant => variant is { Home: KubernetesHome.Azure, Mesh: Mesh.Istio } ? Spec("a", 1, "b", 2) : Spec("a", 1)));
    }

    [Fact]
    public void A_condition_that_follows_from_another_is_left_out()
    {
        // There is no driver in the home standalone.
        Assert.Equal(
            "spec:\n  a: 1\n{{- if eq .Values.secrets.provider \"csi\" }}\n  b: 2\n{{- end }}\n",
            Merge("Service cart", variant => variant.Provider is SecretsProvider.Csi ? Spec("a", 1, "b", 2) : Spec("a", 1)));
        Assert.Equal(
            "spec:\n  a: 1\n{{- if eq .Values.home \"standalone\" }}\n  b: 2\n{{- end }}\n",
            Merge("Service cart", variant => variant.Home is KubernetesHome.Standalone ? Spec("a", 1, "b", 2) : Spec("a", 1)));
    }

    [Fact]
    public void A_place_that_stage_and_home_change_is_refused_unless_it_is_named_for_each_home()
    {
        var error = Assert.Throws<DistributedApplicationException>(() =>
            Merge("HorizontalPodAutoscaler cart", variant => Spec("minReplicas", variant.Home is KubernetesHome.Azure ? 5 : 2)));

        Assert.Equal("The value cart.autoscaling.minReplicas of dev depends on home or mesh: name it for each home.", error.Message);
    }

    [Fact]
    public void What_only_one_stage_has_is_refused()
    {
        var error = Assert.Throws<DistributedApplicationException>(() =>
            Merge("Service cart", variant => variant.Stage.Name == "prod" ? Spec("a", 1, "b", 2) : Spec("a", 1)));

        Assert.Contains("Service cart differs between dev, prod at /spec/b", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_of_lists_keep_the_order_of_every_list()
    {
        var template = Merge("Service cart", variant => variant.Home is KubernetesHome.Azure ? List("first", "azure", "last") : List("first", "standalone", "last"));

        Assert.Equal(
            ["- first", "{{- if eq .Values.home \"azure\" }}", "- azure", "{{- end }}", "{{- if eq .Values.home \"standalone\" }}", "- standalone", "{{- end }}", "- last"],
            template.TrimEnd().Split('\n').Skip(1).Select(line => line.Trim()));
    }

    [Fact]
    public void Named_items_are_merged_by_name()
    {
        var template = Merge("Service cart", variant => new JsonObject
        {
            ["env"] = new JsonArray(new JsonObject { ["name"] = "A", ["value"] = variant.Home is KubernetesHome.Azure ? "yes it is" : "not at all" }),
        });

        Assert.Single(template.Split('\n'), line => line.Contains("name: A", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":2}""", """[{"op":"replace","path":"/a","value":2}]""")]
    [InlineData("""{"a":1}""", """{"b":null}""", """[{"op":"remove","path":"/a"},{"op":"add","path":"/b","value":null}]""")]
    [InlineData("""{"a/b~c":1}""", """{"a/b~c":2}""", """[{"op":"replace","path":"/a~1b~0c","value":2}]""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[1,3]}""", """[{"op":"replace","path":"/a/1","value":3}]""")]
    [InlineData("""{"a":[1]}""", """{"a":[1,2]}""", """[{"op":"add","path":"/a/-","value":2}]""")]
    [InlineData("""{"a":[]}""", """{"a":[1]}""", """[{"op":"replace","path":"/a","value":[1]}]""")]
    [InlineData("""{"a":[1]}""", """{"a":[3,2]}""", """[{"op":"replace","path":"/a","value":[3,2]}]""")]
    [InlineData("""{"a":[1,2]}""", """{"a":[1]}""", """[{"op":"replace","path":"/a","value":[1]}]""")]
    [InlineData("""{"a":{"b":1}}""", """{"a":{"b":1}}""", "[]")]
    public void A_patch_leads_from_one_object_to_another(string from, string to, string patch)
    {
        Assert.Equal(patch, new JsonArray([.. JsonPatch.Between(JsonNode.Parse(from), JsonNode.Parse(to))]).ToJsonString());
    }

    private string Merge(string key, Func<Variant, JsonObject> render)
    {
        var shop = new ShopModel(new KubernetesEnvironmentResource("k8s"), [], []);
        return Yaml.Write(new VariantMerge(key, new ValueNames(shop), _values).Merge(Variant.AllOf(Stages).ToDictionary(variant => variant, variant => (JsonNode?)render(variant)), ""));
    }

    private static JsonObject Spec(params object[] entries) =>
        new() { ["spec"] = new JsonObject(entries.Chunk(2).Select(entry => KeyValuePair.Create((string)entry[0], (JsonNode?)(int)entry[1]))) };

    private static JsonObject List(params string[] items) => new() { ["spec"] = new JsonArray([.. items.Select(item => (JsonNode)item)]) };
}
