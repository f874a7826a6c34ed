locals {
  # Azure makes one network watcher for each region of a subscription.
  network_watcher = {
    name           = "NetworkWatcher_${var.resource_group.location}"
    resource_group = "NetworkWatcherRG"
  }
}

resource "azurerm_virtual_network" "this" {
  name                = "${var.name}-vnet"
  resource_group_name = var.resource_group.name
  location            = var.resource_group.location
  address_space       = [var.address_space]
  tags                = var.tags

  dynamic "ddos_protection_plan" {
    for_each = var.ddos_protection_plan_id == null ? [] : [var.ddos_protection_plan_id]

    content {
      id     = ddos_protection_plan.value
      enable = true
    }
  }
}

resource "azurerm_subnet" "this" {
  for_each = var.subnets

  name                              = each.key
  resource_group_name               = var.resource_group.name
  virtual_network_name              = azurerm_virtual_network.this.name
  address_prefixes                  = [each.value.prefix]
  default_outbound_access_enabled   = false
  private_endpoint_network_policies = "NetworkSecurityGroupEnabled"

  dynamic "delegation" {
    for_each = each.value.delegation == null ? [] : [each.value.delegation]

    content {
      name = "delegation"

      service_delegation {
        name    = delegation.value
        actions = ["Microsoft.Network/virtualNetworks/subnets/join/action"]
      }
    }
  }
}

resource "azurerm_network_security_group" "this" {
  for_each = var.subnets

  name                = "${var.name}-${each.key}-nsg"
  resource_group_name = var.resource_group.name
  location            = var.resource_group.location
  tags                = var.tags

  dynamic "security_rule" {
    for_each = { for index, name in keys(each.value.inbound) : name => merge(each.value.inbound[name], { priority = 100 + 100 * index }) }

    content {
      name                       = "allow-${security_rule.key}"
      priority                   = security_rule.value.priority
      direction                  = "Inbound"
      access                     = "Allow"
      protocol                   = security_rule.value.protocol
      source_address_prefix      = security_rule.value.source
      source_port_range          = "*"
      destination_address_prefix = "*"
      destination_port_range     = length(security_rule.value.ports) == 1 ? security_rule.value.ports[0] : null
      destination_port_ranges    = length(security_rule.value.ports) == 1 ? null : security_rule.value.ports
    }
  }

  security_rule {
    name                       = "deny-all"
    priority                   = 4096
    direction                  = "Inbound"
    access                     = "Deny"
    protocol                   = "*"
    source_address_prefix      = "*"
    source_port_range          = "*"
    destination_address_prefix = "*"
    destination_port_range     = "*"
  }
}

resource "azurerm_subnet_network_security_group_association" "this" {
  for_each = var.subnets

  subnet_id                 = azurerm_subnet.this[each.key].id
  network_security_group_id = azurerm_network_security_group.this[each.key].id
}

resource "azurerm_monitor_diagnostic_setting" "network_security_group" {
  for_each = var.subnets

  name                       = "logs"
  target_resource_id         = azurerm_network_security_group.this[each.key].id
  log_analytics_workspace_id = var.log_analytics_workspace_id

  enabled_log {
    category_group = "allLogs"
  }
}

# Flow logs of network security groups cannot be created any more; those of the virtual network contain their rules.
resource "azurerm_network_watcher_flow_log" "this" {
  count = var.flow_logs == null ? 0 : 1

  name                 = "${var.name}-vnet-flow"
  network_watcher_name = local.network_watcher.name
  resource_group_name  = local.network_watcher.resource_group
  location             = var.resource_group.location
  target_resource_id   = azurerm_virtual_network.this.id
  storage_account_id   = var.flow_logs.storage_account_id
  enabled              = true
  version              = 2
  tags                 = var.tags

  retention_policy {
    enabled = true
    days    = var.flow_logs.retention_days
  }

  traffic_analytics {
    enabled               = true
    workspace_id          = var.flow_logs.workspace_guid
    workspace_region      = var.flow_logs.workspace_region
    workspace_resource_id = var.log_analytics_workspace_id
    interval_in_minutes   = 60
  }
}
