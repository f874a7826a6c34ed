mock_provider "azurerm" {}

variables {
  name                       = "otel-demo-test"
  resource_group             = { name = "otel-demo-test-rg", location = "westeurope" }
  tags                       = { Project = "otel-demo" }
  kubernetes_version         = "1.35"
  sku_tier                   = "Standard"
  private                    = false
  admin_group_object_id      = "00000000-0000-0000-0000-000000000000"
  zones                      = ["1", "2", "3"]
  log_analytics_workspace_id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/w"

  network = {
    virtual_network_id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v"
    subnet_id          = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/aks"
    vnet_address_space = "10.0.0.0/16"
    pod_cidr           = "10.244.0.0/16"
    service_cidr       = "172.16.0.0/16"
  }

  pools = {
    system = { vm_size = "Standard_D2s_v3", min = 2, max = 4 }
    user   = { vm_size = "Standard_D2s_v3", min = 0, max = 20 }
    spot   = { vm_size = "Standard_D4s_v3", min = 0, max = 10 }
    gpu    = { vm_size = "Standard_NC4as_T4_v3", min = 0, max = 2 }
  }

  autoscaler = {
    scale_down_unneeded              = "10m"
    scale_down_delay_after_add       = "10m"
    scale_down_utilization_threshold = 0.5
    skip_nodes_with_system_pods      = true
  }

  maintenance = { day_of_week = "Sunday", start_time = "01:00", hours = 4 }
}

run "pools_are_told_apart_by_labels_and_taints" {
  command = plan

  assert {
    condition     = azurerm_kubernetes_cluster_node_pool.this["spot"].node_taints == tolist(["kubernetes.azure.com/scalesetpriority=spot:NoSchedule"])
    error_message = "Pods that cannot be evicted land on spot nodes."
  }

  assert {
    condition     = azurerm_kubernetes_cluster_node_pool.this["gpu"].node_taints == tolist(["nvidia.com/gpu=true:NoSchedule"])
    error_message = "Pods without a GPU land on GPU nodes."
  }

  assert {
    condition     = length(azurerm_kubernetes_cluster_node_pool.this["user"].node_taints) == 0
    error_message = "The user pool has a taint."
  }
}

run "a_gpu_pool_of_no_nodes_is_left_out" {
  command = plan

  variables {
    pools = {
      system = { vm_size = "Standard_D2s_v3", min = 2, max = 4 }
      user   = { vm_size = "Standard_D2s_v3", min = 0, max = 20 }
      spot   = { vm_size = "Standard_D4s_v3", min = 0, max = 0 }
      gpu    = { vm_size = "Standard_NC4as_T4_v3", min = 0, max = 0 }
    }
  }

  assert {
    condition     = keys(azurerm_kubernetes_cluster_node_pool.this) == ["user"]
    error_message = "A pool without nodes was planned."
  }
}

run "a_private_cluster_takes_no_commands_through_azure" {
  command = plan

  variables {
    private             = true
    private_dns_zone_id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/privateDnsZones/privatelink.westeurope.azmk8s.io"
  }

  assert {
    condition     = azurerm_kubernetes_cluster.this.private_cluster_enabled && !azurerm_kubernetes_cluster.this.run_command_enabled
    error_message = "The API server is reachable around its private address."
  }

  assert {
    condition     = contains([for assignment in azurerm_role_assignment.control_plane : assignment.role_definition_name], "Private DNS Zone Contributor")
    error_message = "AKS cannot write its record."
  }
}

run "a_private_cluster_without_a_zone_is_refused" {
  command = plan

  variables {
    private = true
  }

  expect_failures = [var.private_dns_zone_id]
}

run "service_addresses_in_the_network_are_refused" {
  command = plan

  variables {
    network = {
      virtual_network_id = "v"
      subnet_id          = "s"
      vnet_address_space = "10.0.0.0/16"
      pod_cidr           = "10.244.0.0/16"
      service_cidr       = "10.0.0.0/16"
    }
  }

  expect_failures = [var.network]
}

run "an_unsupported_version_is_refused" {
  command = plan

  variables {
    kubernetes_version = "1.28"
  }

  expect_failures = [var.kubernetes_version]
}

run "a_retired_gpu_size_and_a_burstable_spot_size_are_refused" {
  command = plan

  variables {
    pools = {
      system = { vm_size = "Standard_D2s_v3", min = 2, max = 4 }
      user   = { vm_size = "Standard_D2s_v3", min = 0, max = 20 }
      spot   = { vm_size = "Standard_B2s", min = 0, max = 10 }
      gpu    = { vm_size = "Standard_NC6s_v3", min = 0, max = 2 }
    }
  }

  expect_failures = [var.pools]
}

run "a_tainted_system_pool_alone_is_refused" {
  command = plan

  variables {
    pools = {
      system = { vm_size = "Standard_D2s_v3", min = 2, max = 4 }
      user   = { vm_size = "Standard_D2s_v3", min = 0, max = 0 }
      spot   = { vm_size = "Standard_D4s_v3", min = 0, max = 10 }
      gpu    = { vm_size = "Standard_NC4as_T4_v3", min = 0, max = 0 }
    }
  }

  expect_failures = [azurerm_kubernetes_cluster.this]
}
