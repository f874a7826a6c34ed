module "aks" {
  source = "../aks"

  name                       = local.name
  resource_group             = azurerm_resource_group.this
  tags                       = local.tags
  kubernetes_version         = var.kubernetes.version
  sku_tier                   = var.kubernetes.sku_tier
  private                    = var.kubernetes.private
  private_dns_zone_id        = one([for dns in module.cluster_dns : one(values(dns.zone_ids))])
  authorized_ip_ranges       = var.kubernetes.authorized_ip_ranges
  admin_group_object_id      = var.platform_group.object_id
  zones                      = var.zones
  pools                      = var.kubernetes.pools
  autoscaler                 = var.kubernetes.autoscaler
  maintenance                = var.kubernetes.maintenance
  log_analytics_workspace_id = data.azurerm_log_analytics_workspace.shared.id

  network = {
    virtual_network_id = module.network.virtual_network.id
    subnet_id          = module.network.subnet_ids["aks"]
    vnet_address_space = local.address_space
    pod_cidr           = local.pod_cidr
    service_cidr       = local.service_cidr
    policy             = var.kubernetes.network_policy
    egress_by_firewall = var.hub != null
    route_table_id     = one(module.hub[*].route_table_id)
  }
}

resource "azurerm_role_assignment" "pull" {
  scope                = data.azurerm_container_registry.shared.id
  role_definition_name = "AcrPull"
  principal_id         = module.aks.kubelet_principal_id
  principal_type       = "ServicePrincipal"
}

# Custom resources such as rollouts are not in this role: a RoleBinding of the cluster grants them.
resource "azurerm_role_assignment" "pipeline" {
  for_each = var.pipeline_object_id == null ? {} : {
    login     = { role = "Azure Kubernetes Service Cluster User Role", scope = module.aks.id }
    namespace = { role = "Azure Kubernetes Service RBAC Writer", scope = "${module.aks.id}/namespaces/${local.namespace}" }
  }

  scope                = each.value.scope
  role_definition_name = each.value.role
  principal_id         = var.pipeline_object_id
  principal_type       = "ServicePrincipal"
}
