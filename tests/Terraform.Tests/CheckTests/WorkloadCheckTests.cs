namespace OtelShop.Terraform.Tests.CheckTests;

public sealed class WorkloadCheckTests
{
    private const string Identities = """
        azurerm_user_assigned_identity.accounting: { name: shop-accounting, principal_id: p1, client_id: c1 }
        azurerm_user_assigned_identity.cart: { name: shop-cart, principal_id: p2, client_id: c2 }
        azurerm_user_assigned_identity.checkout: { name: shop-checkout, principal_id: p3, client_id: c3 }
        azurerm_user_assigned_identity.fraud: { name: shop-fraud-detection, principal_id: p4, client_id: c4 }
        azurerm_user_assigned_identity.frontend: { name: shop-frontend, principal_id: p5, client_id: c5 }
        azurerm_user_assigned_identity.payment: { name: shop-payment, principal_id: p6, client_id: c6 }
        azurerm_user_assigned_identity.catalog: { name: shop-product-catalog, principal_id: p7, client_id: c7 }
        azurerm_user_assigned_identity.recommendation: { name: shop-recommendation, principal_id: p8, client_id: c8 }
        azurerm_role_assignment.a1: { principal_id: p1, role_definition_name: Azure Event Hubs Data Receiver }
        azurerm_role_assignment.a2: { principal_id: p1, role_definition_name: Azure Event Hubs Data Sender }
        azurerm_role_assignment.a3: { principal_id: p3, role_definition_name: Azure Event Hubs Data Sender }
        azurerm_role_assignment.a7: { principal_id: p3, role_definition_name: Azure Event Hubs Data Receiver }
        azurerm_role_assignment.a4: { principal_id: p4, role_definition_name: Azure Event Hubs Data Receiver }
        azurerm_role_assignment.a5: { principal_id: p4, role_definition_name: Azure Event Hubs Data Sender }
        azurerm_role_assignment.a6: { principal_id: p8, role_definition_name: Azure Event Hubs Data Receiver }
        azurerm_managed_redis_access_policy_assignment.cart: { object_id: p2 }
        azurerm_managed_redis_access_policy_assignment.frontend: { object_id: p5 }
        """;

    private const string ClientIds = "{ accounting: c1, cart: c2, checkout: c3, fraudDetection: c4, frontend: c5, payment: c6, productCatalog: c7, recommendation: c8 }";

    [Fact]
    public void Rights_and_client_ids_of_the_table_pass()
    {
        var plan = SmallPlan.And(Identities);

        Assert.Empty(WorkloadCheck.OfRights(plan, "shop"));
        Assert.Empty(WorkloadCheck.OfClientIds(plan, "shop", YamlText.Read(ClientIds)));
    }

    [Theory]
    [InlineData("a3: { principal_id: p3", "a3: { principal_id: p9", "checkout: lacks Azure Event Hubs Data Sender")]
    [InlineData("a7: { principal_id: p3", "a7: { principal_id: p9", "checkout: lacks Azure Event Hubs Data Receiver")]
    [InlineData("a3: { principal_id: p3", "a3: { principal_id: p8", "recommendation: has Azure Event Hubs Data Sender, which it does not need")]
    [InlineData("frontend: { object_id: p5", "frontend: { object_id: p6", "payment: has Redis data access, which it does not need")]
    public void A_right_that_differs_from_the_table_is_named(string old, string replacement, string fault) =>
        Assert.Contains(fault, WorkloadCheck.OfRights(SmallPlan.And(Identities.Replace(old, replacement, StringComparison.Ordinal)), "shop"));

    [Theory]
    [InlineData("fraudDetection: c4", "fraudDetection: c3", "fraud-detection: the chart gets the client id c3")]
    [InlineData("productCatalog: c7", "product: c7", "product-catalog: the chart gets the client id of no identity")]
    public void A_client_id_of_another_identity_is_named(string old, string replacement, string fault) =>
        Assert.Equal([fault], WorkloadCheck.OfClientIds(SmallPlan.And(Identities), "shop", YamlText.Read(ClientIds.Replace(old, replacement, StringComparison.Ordinal))));

    [Fact]
    public void A_missing_identity_is_named() =>
        Assert.Contains("cart: there is no identity dev-cart", WorkloadCheck.OfClientIds(SmallPlan.And(Identities), "dev", YamlText.Read(ClientIds)));
}
