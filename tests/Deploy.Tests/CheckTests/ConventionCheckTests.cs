namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class ConventionCheckTests
{
    [Fact]
    public void Manifests_without_a_fault_pass() =>
        FindingAssert.None([.. ConventionCheck.OfNames(Shop.Objects), .. ConventionCheck.OfImages(Shop.Objects), .. ConventionCheck.OfSelectors(Shop.Objects)]);

    [Theory]
    [InlineData("kind: Deployment\nmetadata: { name: cart", "kind: Deployment\nmetadata: { name: Cart_1", "Deployment/Cart_1: the name is no DNS label")]
    [InlineData("kind: Deployment\nmetadata: { name: frontend", "kind: Deployment\nmetadata: { name: cart", "Deployment/cart: the object is there 2 times")]
    [InlineData("metadata: { labels: { app: cart } }", "metadata: { labels: { app: cart, version: a b } }", "Deployment/cart: a b is no value of the label version")]
    [InlineData("name: grpc, containerPort", "name: grpc-and-nothing-else, containerPort",
        "Deployment/cart: the port name grpc-and-nothing-else is not 1 to 15 lower-case letters, digits and hyphens with a letter")]
    [InlineData("name: grpc, containerPort", "name: \"80\", containerPort", "Deployment/cart: the port name 80 is not 1 to 15 lower-case letters, digits and hyphens with a letter")]
    public void A_wrong_name_is_reported(string old, string replacement, string fault) => Assert.Equal([fault], ConventionCheck.OfNames(Shop.With(old, replacement)));

    [Theory]
    [InlineData("image: otelshop/cart:1.0", "image otelshop/cart:1.0 has a tag, which only deploy/gitops may set")]
    [InlineData("image: postgres", "image postgres is not pinned")]
    [InlineData("image: localhost:5000/postgres:latest", "image localhost:5000/postgres:latest is not pinned")]
    public void A_wrong_tag_is_reported(string image, string fault) => Assert.Equal([$"Deployment/cart: {fault}"], ConventionCheck.OfImages(Shop.With("image: otelshop/cart", image)));

    [Theory]
    [InlineData("postgres:17.6")]
    [InlineData("localhost:5000/postgres@sha256:0123")]
    public void A_pinned_image_passes(string image) => Assert.Empty(ConventionCheck.OfImages(Shop.With("image: otelshop/cart", $"image: {image}")));

    [Theory]
    [InlineData("matchLabels: { app: cart }", "matchLabels: { app: carts }", "Deployment/cart: the selector does not match the labels of its own pods")]
    [InlineData("matchLabels: { app: cart }", "matchLabels: {}", "Deployment/cart: the selector matches the pods of Deployment/frontend")]
    [InlineData("podSelector: { matchLabels: { app: cart } }\n  policyTypes", "podSelector: { matchLabels: { app: carts } }\n  policyTypes", "NetworkPolicy/cart: selects no pod")]
    // A challenge needs a Certificate.
    [InlineData("podSelector: { matchLabels: { app: cart } }\n  policyTypes", "podSelector: { matchLabels: { acme.cert-manager.io/http01-solver: \"true\" } }\n  policyTypes", "NetworkPolicy/cart: selects no pod")]
    public void A_wrong_selector_is_reported(string old, string replacement, string fault) => Assert.Equal([fault], ConventionCheck.OfSelectors(Shop.With(old, replacement)));
}
