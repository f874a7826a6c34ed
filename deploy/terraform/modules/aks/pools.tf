locals {
  pools = {
    user = merge(var.pools.user, {
      labels   = { "node-type" = "user" }
      taints   = []
      priority = "Regular"
      zones    = var.zones
    })
    spot = merge(var.pools.spot, {
      labels   = { "node-type" = "spot", "kubernetes.azure.com/scalesetpriority" = "spot" }
      taints   = ["kubernetes.azure.com/scalesetpriority=spot:NoSchedule"]
      priority = "Spot"
      zones    = var.zones
    })
    # Few zones of a region have GPU sizes, so Azure picks one.
    gpu = merge(var.pools.gpu, {
      labels   = { "node-type" = "ai", "accelerator" = "nvidia-gpu" }
      taints   = ["nvidia.com/gpu=true:NoSchedule"]
      priority = "Regular"
      zones    = null
    })
  }
}

resource "azurerm_kubernetes_cluster_node_pool" "this" {
  for_each = { for name, pool in local.pools : name => pool if pool.max > 0 }

  name                        = each.key
  kubernetes_cluster_id       = azurerm_kubernetes_cluster.this.id
  mode                        = "User"
  vm_size                     = each.value.vm_size
  auto_scaling_enabled        = true
  min_count                   = each.value.min
  max_count                   = each.value.max
  zones                       = each.value.zones
  vnet_subnet_id              = var.network.subnet_id
  max_pods                    = 110
  node_labels                 = each.value.labels
  node_taints                 = each.value.taints
  priority                    = each.value.priority
  eviction_policy             = each.value.priority == "Spot" ? "Delete" : null
  spot_max_price              = each.value.priority == "Spot" ? -1 : null
  temporary_name_for_rotation = "${each.key}tmp"
  tags                        = var.tags

  # Azure refuses a surge for spot pools.
  dynamic "upgrade_settings" {
    for_each = each.value.priority == "Spot" ? [] : ["33%"]

    content {
      max_surge = upgrade_settings.value
    }
  }
}
