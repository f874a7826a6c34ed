locals {
  # AKS links the private DNS zone to the whole virtual network; otherwise it only joins nodes to their subnet.
  control_plane_roles = merge(
    {
      network = {
        role  = "Network Contributor"
        scope = var.private ? var.network.virtual_network_id : var.network.subnet_id
      }
    },
    var.private ? { dns = { role = "Private DNS Zone Contributor", scope = var.private_dns_zone_id } } : {},
    var.network.egress_by_firewall ? { routes = { role = "Network Contributor", scope = var.network.route_table_id } } : {},
  )
}

resource "azurerm_user_assigned_identity" "control_plane" {
  name                = "${var.name}-aks"
  resource_group_name = var.resource_group.name
  location            = var.resource_group.location
  tags                = var.tags
}

resource "azurerm_user_assigned_identity" "kubelet" {
  name                = "${var.name}-kubelet"
  resource_group_name = var.resource_group.name
  location            = var.resource_group.location
  tags                = var.tags
}

resource "azurerm_role_assignment" "control_plane" {
  for_each = local.control_plane_roles

  scope                = each.value.scope
  role_definition_name = each.value.role
  principal_id         = azurerm_user_assigned_identity.control_plane.principal_id
  principal_type       = "ServicePrincipal"
}

# The control plane hands the kubelet's identity to the nodes.
resource "azurerm_role_assignment" "kubelet_operator" {
  scope                = azurerm_user_assigned_identity.kubelet.id
  role_definition_name = "Managed Identity Operator"
  principal_id         = azurerm_user_assigned_identity.control_plane.principal_id
  principal_type       = "ServicePrincipal"
}

# Lets the group download the kubeconfig; the cluster itself makes it administrator.
resource "azurerm_role_assignment" "administrators" {
  scope                = azurerm_kubernetes_cluster.this.id
  role_definition_name = "Azure Kubernetes Service Cluster User Role"
  principal_id         = var.admin_group_object_id
  principal_type       = "Group"
}
