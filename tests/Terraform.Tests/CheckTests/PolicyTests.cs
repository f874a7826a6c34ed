namespace OtelShop.Terraform.Tests.CheckTests;

/// <summary>Each rule of the policy finds the fault that it is for, and nothing in a plan without one.</summary>
public sealed class PolicyTests
{
    private const string PodCidr = "pod_cidr: 192.168.0.0/16";
    private const string Vault = "/subscriptions/s/resourceGroups/g/providers/azurerm_key_vault/shop }";

    [Fact]
    public void A_plan_without_a_fault_passes() => FindingAssert.None(
    [
        .. AddressCheck.Check(SmallPlan.Plan), .. ExposureCheck.Check(SmallPlan.Plan), .. SubnetCheck.Check(SmallPlan.Plan), .. PrivateLinkCheck.Check(SmallPlan.Plan), .. RoleCheck.Check(SmallPlan.Plan),
        .. TagCheck.Check(SmallPlan.Plan, "dev"), .. DiagnosticCheck.Check(SmallPlan.Plan), .. ValueCheck.Check(SmallPlan.Plan), .. ConflictCheck.Check(SmallPlan.Plan), .. ZoneCheck.Check(SmallPlan.Plan, several: true),
    ]);

    [Theory]
    [InlineData("[10.0.3.0/24]", "[10.1.3.0/24]", "azurerm_subnet.data: 10.1.3.0/24 is outside of the network 10.0.0.0/16")]
    [InlineData("[10.0.2.0/24]", "[10.0.0.0/23]", "azurerm_subnet.aks: 10.0.1.0/24 overlaps 10.0.0.0/23 of azurerm_subnet.gateway")]
    [InlineData("service_cidr: 172.16.0.0/16", "service_cidr: null", "azurerm_kubernetes_cluster.shop: the service range 10.0.0.0/16 overlaps 10.0.0.0/16 of azurerm_virtual_network.shop")]
    [InlineData(PodCidr, "pod_cidr: 10.0.128.0/17", "azurerm_kubernetes_cluster.shop: the pod range 10.0.128.0/17 overlaps 10.0.0.0/16 of azurerm_virtual_network.shop")]
    [InlineData(PodCidr, "pod_cidr: 172.16.128.0/17", "azurerm_kubernetes_cluster.shop: the pod range 172.16.128.0/17 overlaps the service range 172.16.0.0/16")]
    [InlineData("172.16.0.10", "10.0.0.10", "azurerm_kubernetes_cluster.shop: the DNS service address 10.0.0.10 is not inside of the service range 172.16.0.0/16")]
    [InlineData("10.0.3.5", "10.0.4.5", "azurerm_private_endpoint.vault: 10.0.4.5 is outside of its subnet")]
    [InlineData("10.0.3.5", "10.0.3.4", "azurerm_private_endpoint.vault: 10.0.3.4 belongs to azurerm_private_endpoint.postgres already")]
    public void A_wrong_range_is_named(string old, string replacement, string fault) => Assert.Contains(fault, AddressCheck.Check(SmallPlan.With(old, replacement)));

    [Fact]
    public void A_subnet_in_the_reserve_is_named()
    {
        Assert.Empty(AddressCheck.OfReserve(SmallPlan.Plan, "10.0.4.0/22", "10.0.4.0/24"));
        Assert.Equal(["azurerm_subnet.data: 10.0.7.0/24 lies in 10.0.4.0/22, which is kept for growth"], AddressCheck.OfReserve(SmallPlan.With("[10.0.3.0/24]", "[10.0.7.0/24]"), "10.0.4.0/22", "10.0.4.0/24"));
    }

    [Theory]
    [InlineData("shop-kafka, public_network_access_enabled: false", "shop-kafka, public_network_access_enabled: null",
        "azurerm_eventhub_namespace.shop: public_network_access_enabled is not set, so it is reachable from the internet")]
    [InlineData("\"1.2\"", "\"1.0\"", "azurerm_eventhub_namespace.shop: minimum_tls_version is 1.0, so it accepts TLS before 1.2")]
    [InlineData("purge_protection_enabled: true", "purge_protection_enabled: false", "azurerm_key_vault.shop: purge_protection_enabled is false, so it can be purged")]
    [InlineData("local_account_disabled: true", "local_account_disabled: null", "azurerm_kubernetes_cluster.shop: local_account_disabled is not set, so it has a local administrator")]
    [InlineData("[ { default_action: Deny } ]", "[ { default_action: Allow } ]", "azurerm_key_vault.shop: network_acls.0.default_action is Allow, so it has an open firewall")]
    [InlineData(", ip_rules: [203.0.113.7]", "", "azurerm_storage_account.state: public_network_access_enabled is true, so it is reachable from the internet")]
    [InlineData("flow_log.shop: { storage_account_id: /accounts/state", "flow_log.shop: { storage_account_id: /accounts/logs", "azurerm_storage_account.state: shared_access_key_enabled is true, so it accepts account keys")]
    public void An_exposed_resource_is_named(string old, string replacement, string fault) => Assert.Equal([fault], ExposureCheck.Check(SmallPlan.With(old, replacement)));

    [Theory]
    [InlineData("address_prefixes: [10.0.3.0/24], delegation: []",
        "address_prefixes: [10.0.3.0/24], delegation: [ { service_delegation: [ { name: Microsoft.DBforPostgreSQL/flexibleServers } ] } ]",
        "azurerm_private_endpoint.vault: its subnet is delegated to Microsoft.DBforPostgreSQL/flexibleServers, which takes no private endpoint")]
    [InlineData("delegated_subnet_id: null", "delegated_subnet_id: /subnets/aks", "azurerm_postgresql_flexible_server.shop: a server inside of a delegated subnet takes no private endpoint")]
    [InlineData("trafficControllers", "controllers", "azurerm_subnet.containers: is not delegated to Microsoft.ServiceNetworking/trafficControllers")]
    [InlineData("[10.0.4.0/24]", "[10.0.4.0/25]", "azurerm_subnet.containers: is smaller than /24")]
    [InlineData("65535, source_address_prefix: GatewayManager", "65535, source_address_prefix: VirtualNetwork", "azurerm_subnet.gateway: GatewayManager must reach the application gateway")]
    [InlineData("[10.0.1.0/24, 192.168.0.0/16]", "[10.0.1.0/24]", "azurerm_subnet.aks: 192.168.0.0/16 must reach the nodes")]
    [InlineData("association.data: { subnet_id: /subnets/data", "association.data: { subnet_id: /subnets/aks", "azurerm_subnet.data: has no network security group")]
    [InlineData("access: Deny", "access: Allow", "azurerm_network_security_group.shop: its last rule, of priority 4096, must deny everything")]
    [InlineData("priority: 4096", "priority: 4000", "azurerm_network_security_group.shop: its last rule, of priority 4096, must deny everything")]
    [InlineData("destination_port_range: \"443\"", "destination_port_range: \"22\"", "azurerm_network_security_group.shop: https opens 22 to the internet")]
    public void A_subnet_that_is_shared_or_guarded_wrongly_is_named(string old, string replacement, string fault) => Assert.Contains(fault, SubnetCheck.Check(SmallPlan.With(old, replacement)));

    [Theory]
    [InlineData("name: privatelink.postgres", "name: postgres", "azurerm_private_endpoint.postgres: has no DNS zone privatelink.postgres.database.azure.com")]
    [InlineData("zones/privatelink.postgres.database.azure.com]", "zones/other]", "azurerm_private_endpoint.postgres: has no DNS zone privatelink.postgres.database.azure.com")]
    [InlineData("[namespace]", "[kafka]", "azurerm_private_endpoint.kafka: the subresource 'kafka' is none that the policy knows")]
    [InlineData("private_connection_resource_id: /namespaces/shop", "private_connection_resource_id: /servers/shop", "azurerm_eventhub_namespace.shop: has no private endpoint")]
    [InlineData("private_dns_zone_name: privatelink", "private_dns_zone_name: link", "azurerm_private_dns_zone.postgres: is linked to no network")]
    public void A_private_endpoint_that_leads_nowhere_is_named(string old, string replacement, string fault) => Assert.Contains(fault, PrivateLinkCheck.Check(SmallPlan.With(old, replacement)));

    [Theory]
    [InlineData("role_definition_name: Key Vault Secrets User", "role_definition_name: Contributor", "azurerm_role_assignment.cart: Contributor administers; grant a narrower role")]
    [InlineData("role_definition_name: Key Vault Secrets User", "role_definition_name: null", "azurerm_role_assignment.cart: name the role, so that a reader sees what is granted")]
    [InlineData($"scope: {Vault}", "scope: /subscriptions/s/resourceGroups/g }", "azurerm_role_assignment.cart: the scope /subscriptions/s/resourceGroups/g is more than one resource")]
    [InlineData($"scope: {Vault}", "scope: /subscriptions/s/resourceGroups/g/providers/azurerm_resource_group/g }",
        "azurerm_role_assignment.cart: the scope /subscriptions/s/resourceGroups/g/providers/azurerm_resource_group/g is more than one resource")]
    [InlineData("role_definition_name: Reader", "role_definition_name: Network Contributor",
        "azurerm_role_assignment.controller: the scope /subscriptions/s/resourceGroups/g/providers/azurerm_kubernetes_cluster/shop/node_resource_group_id is more than one resource")]
    public void A_role_that_grants_too_much_is_named(string old, string replacement, string fault) => Assert.Equal([fault], RoleCheck.Check(SmallPlan.With(old, replacement)));

    [Theory]
    [InlineData("CostCenter: shop, ", "", "azurerm_resource_group.shop: the tag CostCenter is missing")]
    [InlineData("Environment: dev", "Environment: prod", "azurerm_resource_group.shop: the tag Environment is prod instead of dev")]
    [InlineData("address_space: [10.0.0.0/16], tags: *tags", "address_space: [10.0.0.0/16], tags: null", "azurerm_virtual_network.shop: the tag ManagedBy is missing")]
    public void A_missing_tag_is_named(string old, string replacement, string fault) => Assert.Contains(fault, TagCheck.Check(SmallPlan.With(old, replacement), "dev"));

    [Theory]
    [InlineData("target_resource_id: /servers/shop", "target_resource_id: /servers/other", "azurerm_postgresql_flexible_server.shop: sends no logs")]
    [InlineData("target_resource_id: /namespaces/shop, log_analytics_workspace_id: /workspaces/shop", "target_resource_id: /namespaces/shop", "azurerm_eventhub_namespace.shop: sends no logs")]
    [InlineData("{ category: guard }", "{ category: kube-apiserver }", "azurerm_kubernetes_cluster.shop: does not send guard")]
    public void A_resource_without_logs_is_named(string old, string replacement, string fault) => Assert.Equal([fault], DiagnosticCheck.Check(SmallPlan.With(old, replacement)));

    [Theory]
    [InlineData("name: otel-demo-dev\n", "name: otel-demo-development-vault\n", "azurerm_key_vault.shop: Azure does not accept the name otel-demo-development-vault")]
    [InlineData("name: shop-postgres", "name: Shop_Postgres", "azurerm_postgresql_flexible_server.shop: Azure does not accept the name Shop_Postgres")]
    [InlineData("backup_retention_days: 7", "backup_retention_days: 36", "azurerm_postgresql_flexible_server.shop: Azure does not accept the backup_retention_days 36")]
    [InlineData("Key Vault Secrets User", "Key Vault Secret User", "azurerm_role_assignment.cart: Azure does not accept the role_definition_name Key Vault Secret User")]
    public void A_value_that_Azure_refuses_is_named(string old, string replacement, string fault) => Assert.Equal([fault], ValueCheck.Check(SmallPlan.With(old, replacement)));

    [Theory]
    [InlineData("dns_prefix: shop", "dns_prefix_private_cluster: null", "azurerm_kubernetes_cluster.shop: has neither dns_prefix nor dns_prefix_private_cluster")]
    [InlineData("{ category: guard }", "{ category: guard, category_group: allLogs }", "azurerm_monitor_diagnostic_setting.cluster: has both category and category_group")]
    [InlineData("local_account_disabled: true", "private_cluster_enabled: true\n  api_server_access_profile: [ { authorized_ip_ranges: [203.0.113.7] } ]",
        "azurerm_kubernetes_cluster.shop: a private cluster has no authorized ranges")]
    public void Arguments_that_exclude_each_other_are_named(string old, string replacement, string fault) => Assert.Equal([fault], ConflictCheck.Check(SmallPlan.With(old, replacement)));

    [Fact]
    public void An_argument_of_spot_pools_in_a_regular_one_is_named() => Assert.Equal(
        ["azurerm_kubernetes_cluster_node_pool.user: eviction_policy is for spot pools only"],
        ConflictCheck.Check(SmallPlan.And("azurerm_kubernetes_cluster_node_pool.user: { name: user, priority: Regular, eviction_policy: Delete }")));

    [Theory]
    [InlineData(true, "azurerm_kubernetes_cluster.shop: default_node_pool.0.zones is [1], at least two zones are wanted")]
    [InlineData(false, "azurerm_application_gateway.shop: zones is [1, 2, 3], one zone is wanted")]
    public void Wrong_zones_are_named(bool several, string fault) =>
        Assert.Contains(fault, ZoneCheck.Check(SmallPlan.With("name: system, vnet_subnet_id: /subnets/aks, zones: [ \"1\", \"2\", \"3\" ]", "name: system, vnet_subnet_id: /subnets/aks, zones: [ \"1\" ]"), several));

    [Theory]
    [InlineData("", "", 5, 20)]
    [InlineData("", "", 4, 20, "E1: the regular pools have 5 to 20 nodes, 4 to 20 are wanted")]
    [InlineData("priority: Spot", "priority: Regular", 5, 20, "E1: the regular pools have 7 to 29 nodes, 5 to 20 are wanted")]
    [InlineData("name: user, auto_scaling_enabled: true", "name: user", 5, 20, "azurerm_kubernetes_cluster_node_pool.user: pool user is not scaled by the cluster autoscaler")]
    public void Nodes_are_counted_over_the_regular_pools(string old, string replacement, int least, int most, params string[] faults)
    {
        const string Pools = """
            azurerm_kubernetes_cluster_node_pool.user: { name: user, auto_scaling_enabled: true, priority: Regular, min_count: 3, max_count: 10 }
            azurerm_kubernetes_cluster_node_pool.spot: { name: spot, auto_scaling_enabled: true, priority: Spot, min_count: 2, max_count: 9 }
            azurerm_kubernetes_cluster_node_pool.gpu: { name: gpu, auto_scaling_enabled: true, priority: Regular, min_count: 0, max_count: 1 }
            """;

        Assert.Equal(faults, NodeCheck.Check(SmallPlan.And(old.Length == 0 ? Pools : Pools.Replace(old, replacement, StringComparison.Ordinal)), least, most));
    }

    [Theory]
    [InlineData("otel-demo-dev:cart", "otel-demo-dev:basket", "azurerm_federated_identity_credential.cart: system:serviceaccount:otel-demo-dev:basket is no published service account")]
    [InlineData("api://AzureADTokenExchange", "api://azure", "azurerm_federated_identity_credential.cart: the audience is not api://AzureADTokenExchange")]
    [InlineData("issuer: /clusters/shop", "issuer: /clusters/other", "azurerm_federated_identity_credential.cart: the issuer is no planned cluster")]
    [InlineData("otel-demo-dev:cart", "otel-demo-dev:quote", "otel-demo-dev:cart: has no federated credential")]
    public void A_credential_that_fits_no_pod_is_named(string old, string replacement, string fault) =>
        Assert.Contains(fault, IdentityCheck.Check(SmallPlan.With(old, replacement), ["otel-demo-dev:cart", "otel-demo-dev:quote"]));

    [Fact]
    public void Credentials_of_published_service_accounts_pass() => Assert.Empty(IdentityCheck.Check(SmallPlan.Plan, ["otel-demo-dev:cart", "otel-demo-dev:quote"]));

    [Theory]
    [InlineData("{ azure: { dataSubnet: x, gatewaySubnet: x, identityClientId: x, keyVaultURL: x } }", "helm_values: the chart has no value azure.keyVaultURL")]
    [InlineData("{ azure: { dataSubnet: x, gatewaySubnet: x, identityClientId: x } }", "helm_values: azure.keyVaultUrl is not set")]
    public void A_value_that_the_chart_does_not_have_is_named(string output, string fault) =>
        Assert.Contains(fault, HelmValuesCheck.Check(YamlText.Read(output), YamlText.Read("{ azure: { dataSubnet: a, gatewaySubnet: b, identityClientId: c, keyVaultUrl: d } }")!));

    [Theory]
    [InlineData("shop-kafka.servicebus", "other.servicebus", "backing.azure.kafka.KAFKA_HOST: other.servicebus.windows.net is no planned azurerm_eventhub_namespace")]
    [InlineData("shop-agc", "other", "azure.loadBalancerId: /providers/Microsoft.ServiceNetworking/trafficControllers/other is no planned azurerm_application_load_balancer")]
    [InlineData("/shop-waf", "/other", "azure.firewallPolicyId: /other is no planned azurerm_web_application_firewall_policy")]
    [InlineData("https://otel-demo-dev.", "https://otel-demo-prod.", "azure.keyVaultUrl: https://otel-demo-prod.vault.azure.net is no planned azurerm_key_vault")]
    [InlineData("", "")]
    public void A_host_that_no_resource_has_is_named(string old, string replacement, params string[] faults)
    {
        const string Values = """
            azure: { keyVaultUrl: "https://otel-demo-dev.vault.azure.net", loadBalancerId: /providers/Microsoft.ServiceNetworking/trafficControllers/shop-agc, firewallPolicyId: /shop-waf }
            backing:
              azure:
                kafka: { KAFKA_HOST: shop-kafka.servicebus.windows.net }
                postgres: { POSTGRES_HOST: shop-postgres.postgres.database.azure.com }
                valkeyCart: { VALKEY_CART_HOST: shop-valkey.westeurope.redis.azure.net }
            """;
        var plan = SmallPlan.And("azurerm_managed_redis.shop: { name: shop-valkey }\nazurerm_application_load_balancer.shop: { name: shop-agc }\nazurerm_web_application_firewall_policy.shop: { name: shop-waf }");

        Assert.Equal(faults, HelmValuesCheck.OfHosts(YamlText.Read(old.Length == 0 ? Values : Values.Replace(old, replacement, StringComparison.Ordinal))!, plan));
    }

    [Fact]
    public void A_difference_between_staging_and_production_is_named_unless_it_is_allowed()
    {
        var production = SmallPlan.With("backup_retention_days: 7", "backup_retention_days: 35");
        var allowed = ParityCheck.Parse("| Difference | Why |\n|---|---|\n| `azurerm_postgresql_flexible_server.shop:backup_retention_days` | size |\n| `azurerm_redis_cache.shop:*` | none |\n");

        Assert.Equal(["azurerm_postgresql_flexible_server.shop:backup_retention_days: 7 in staging, 35 in production"], new ParityCheck([]).Check(SmallPlan.Plan, production));
        Assert.Empty(allowed.Check(SmallPlan.Plan, production));
        Assert.Equal(["azurerm_redis_cache.shop:*"], allowed.Unneeded(SmallPlan.Plan, production));
    }

    [Fact]
    public void Names_of_environments_are_no_difference_and_a_missing_resource_is_one()
    {
        var staging = SmallPlan.And("module.product[\"a\"].azurerm_subnet.x: { name: otel-demo-staging, tags: { Environment: staging } }");
        var production = SmallPlan.And("module.product[\"a\"].azurerm_subnet.x: { name: otel-demo-prod, tags: { Environment: prod } }");

        Assert.Empty(new ParityCheck([]).Check(staging, production));
        Assert.Equal(["module.product.azurerm_subnet.x:: planned in staging, missing in production"], new ParityCheck([]).Check(staging, SmallPlan.Plan));
    }

    [Theory]
    [InlineData("container_name = \"state\"", "container_nam = \"state\"", "dev: the backend has no setting container_nam")]
    [InlineData("container_name = \"state\"", "", "dev: the backend lacks container_name")]
    [InlineData("use_azuread_auth = true", "use_azuread_auth = false", "dev: the backend uses account keys")]
    [InlineData("dev.tfstate", "prod.tfstate", "prod: shares the state prod.tfstate with dev")]
    [InlineData("\"azurerm\"", "\"local\"", "dev: has no backend \"azurerm\"")]
    public void A_wrong_backend_is_named(string old, string replacement, string fault)
    {
        const string Backend = "terraform {\n  backend \"azurerm\" {\n    container_name = \"state\"\n    key = \"dev.tfstate\"\n    use_azuread_auth = true\n  }\n}\n";
        var texts = new Dictionary<string, string> { ["dev"] = Backend.Replace(old, replacement, StringComparison.Ordinal), ["prod"] = Backend.Replace("dev.", "prod.", StringComparison.Ordinal) };

        Assert.Contains(fault, BackendCheck.Check(texts));
    }

    [Theory]
    [InlineData("shopstate", "state", "g", "bootstrap makes no resource_group_name other")]
    [InlineData("other", "state", "other", "bootstrap makes no storage_account_name other")]
    [InlineData("shopstate", "other", "other", "bootstrap makes no container_name other")]
    public void State_in_storage_that_nothing_makes_is_named(string account, string container, string group, string fault)
    {
        var texts = new Dictionary<string, string> { ["dev"] = $"backend \"azurerm\" {{\n storage_account_name = \"{account}\"\n resource_group_name = \"other\"\n container_name = \"{container}\"\n}}" };
        var bootstrap = SmallPlan.And($"azurerm_storage_account.bootstrap: {{ name: shopstate, resource_group_name: {group} }}\nazurerm_storage_container.state: {{ name: state }}");

        Assert.Equal([$"dev: {fault}"], BackendCheck.OfStorage(texts, bootstrap));
    }

    [Theory]
    [InlineData("otel-demo-dev-rg", "g")]
    [InlineData("shop", "h")]
    public void A_data_source_of_a_resource_that_nothing_makes_is_named(string name, string group)
    {
        var read = new PlannedResource("data.azurerm_virtual_network.x", "azurerm_virtual_network", YamlText.Read($"{{ name: {name}, resource_group_name: {group} }}")!.AsObject());
        var plan = new Plan([], [], [read]);

        Assert.Equal([$"data.azurerm_virtual_network.x: no configuration makes {name} in {group}"], ReadCheck.Check(plan, SmallPlan.Plan));
    }

    [Fact]
    public void A_data_source_of_a_planned_resource_passes() => Assert.Empty(ReadCheck.Check(
        new Plan([], [], [new PlannedResource("data.x", "azurerm_virtual_network", YamlText.Read("{ name: shop, resource_group_name: g }")!.AsObject())]), SmallPlan.Plan));
}
