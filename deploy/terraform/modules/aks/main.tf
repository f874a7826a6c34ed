resource "azurerm_kubernetes_cluster" "this" {
  name                = "${var.name}-aks"
  resource_group_name = var.resource_group.name
  location            = var.resource_group.location
  node_resource_group = "${var.name}-nodes-rg"
  dns_prefix          = var.name
  kubernetes_version  = var.kubernetes_version
  sku_tier            = var.sku_tier
  tags                = var.tags

  # Access
  private_cluster_enabled           = var.private
  private_dns_zone_id               = var.private ? var.private_dns_zone_id : null
  run_command_enabled               = !var.private
  local_account_disabled            = true
  role_based_access_control_enabled = true
  oidc_issuer_enabled               = true
  workload_identity_enabled         = true

  # Add-ons
  azure_policy_enabled         = true
  cost_analysis_enabled        = var.sku_tier != "Free"
  image_cleaner_enabled        = true
  image_cleaner_interval_hours = 48

  # Upgrades
  automatic_upgrade_channel = "patch"
  node_os_upgrade_channel   = "NodeImage"

  dynamic "api_server_access_profile" {
    for_each = var.private || length(var.authorized_ip_ranges) == 0 ? [] : [var.authorized_ip_ranges]

    content {
      authorized_ip_ranges = api_server_access_profile.value
    }
  }

  azure_active_directory_role_based_access_control {
    azure_rbac_enabled     = true
    admin_group_object_ids = [var.admin_group_object_id]
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.control_plane.id]
  }

  kubelet_identity {
    client_id                 = azurerm_user_assigned_identity.kubelet.client_id
    object_id                 = azurerm_user_assigned_identity.kubelet.principal_id
    user_assigned_identity_id = azurerm_user_assigned_identity.kubelet.id
  }

  default_node_pool {
    name                         = "system"
    vm_size                      = var.pools.system.vm_size
    auto_scaling_enabled         = true
    min_count                    = var.pools.system.min
    max_count                    = var.pools.system.max
    zones                        = var.zones
    vnet_subnet_id               = var.network.subnet_id
    max_pods                     = 110
    node_labels                  = { "node-type" = "system" }
    only_critical_addons_enabled = var.pools.system.critical_addons_only
    temporary_name_for_rotation  = "systemtmp"
    tags                         = var.tags

    upgrade_settings {
      max_surge = "33%"
    }
  }

  network_profile {
    network_plugin      = "azure"
    network_plugin_mode = "overlay"
    network_policy      = var.network.policy
    network_data_plane  = var.network.policy == "cilium" ? "cilium" : "azure"
    load_balancer_sku   = "standard"
    outbound_type       = var.network.egress_by_firewall ? "userDefinedRouting" : "loadBalancer"
    pod_cidr            = var.network.pod_cidr
    service_cidr        = var.network.service_cidr
    dns_service_ip      = cidrhost(var.network.service_cidr, 10)
  }

  storage_profile {
    blob_driver_enabled         = true
    disk_driver_enabled         = true
    file_driver_enabled         = true
    snapshot_controller_enabled = true
  }

  key_vault_secrets_provider {
    secret_rotation_enabled  = true
    secret_rotation_interval = "2m"
  }

  oms_agent {
    log_analytics_workspace_id      = var.log_analytics_workspace_id
    msi_auth_for_monitoring_enabled = true
  }

  microsoft_defender {
    log_analytics_workspace_id = var.log_analytics_workspace_id
  }

  auto_scaler_profile {
    balance_similar_node_groups      = true
    expander                         = "least-waste"
    scale_down_unneeded              = var.autoscaler.scale_down_unneeded
    scale_down_delay_after_add       = var.autoscaler.scale_down_delay_after_add
    scale_down_utilization_threshold = var.autoscaler.scale_down_utilization_threshold
    skip_nodes_with_system_pods      = var.autoscaler.skip_nodes_with_system_pods
  }

  maintenance_window_auto_upgrade {
    frequency   = "Weekly"
    interval    = 1
    day_of_week = var.maintenance.day_of_week
    start_time  = var.maintenance.start_time
    utc_offset  = "+00:00"
    duration    = var.maintenance.hours
  }

  maintenance_window_node_os {
    frequency   = "Weekly"
    interval    = 1
    day_of_week = var.maintenance.day_of_week
    start_time  = var.maintenance.start_time
    utc_offset  = "+00:00"
    duration    = var.maintenance.hours
  }

  lifecycle {
    precondition {
      condition     = var.pools.system.critical_addons_only ? var.pools.user.max > 0 : true
      error_message = "A tainted system pool leaves the shop without nodes: give the user pool a maximum above 0."
    }
  }

  # AKS checks these rights while it creates the cluster, and needs them to delete it.
  depends_on = [azurerm_role_assignment.control_plane, azurerm_role_assignment.kubelet_operator]
}
