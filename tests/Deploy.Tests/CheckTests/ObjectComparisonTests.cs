namespace OtelShop.Deploy.Tests.CheckTests;

public sealed class ObjectComparisonTests
{
    [Fact]
    public void The_order_of_objects_does_not_count() => Assert.Empty(ObjectComparison.Differences(Shop.Objects, Shop.Objects.Reverse()));

    [Theory]
    [InlineData("cpu: 100m", "cpu: 200m", """Deployment/cart: /spec/template/spec/containers/0/resources/requests/cpu is "200m" on the left, "100m" on the right""")]
    [InlineData("replicas: 2", "replicas: \"2\"", """Deployment/frontend: /spec/replicas is "2" on the left, 2 on the right""")]
    [InlineData("port: 8080, targetPort: grpc, ", "port: 8080, ", "Service/cart: /spec/ports/0/targetPort is missing on the left")]
    [InlineData("drop: [ ALL ]", "drop: [ ALL, MKNOD ]", "Deployment/cart: /spec/template/spec/containers/0/securityContext/capabilities/drop has 2 items on the left, 1 on the right")]
    public void The_first_difference_is_named_by_its_pointer(string old, string replacement, string difference) =>
        Assert.Equal([difference], ObjectComparison.Differences(Shop.With(old, replacement), Shop.Objects));

    [Fact]
    public void An_object_that_one_side_lacks_is_named() => Assert.Equal(
        ["(apps/v1, Deployment, shop, cart): 0 on the left, 1 on the right"],
        ObjectComparison.Differences(Shop.Objects.Skip(1), Shop.Objects));
}
