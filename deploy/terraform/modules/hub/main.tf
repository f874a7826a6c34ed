locals {
  sources = [for subnet in var.spoke.routed_subnets : subnet.prefix]
}

resource "azurerm_virtual_network" "this" {
  name                = "${var.name}-hub-vnet"
  resource_group_name = var.resource_group.name
  location            = var.resource_group.location
  address_space       = [var.address_space]
  tags                = var.tags
}

# Azure Firewall refuses a network security group on its subnet, whose name is fixed.
resource "azurerm_subnet" "firewall" {
  name                 = "AzureFirewallSubnet"
  resource_group_name  = var.resource_group.name
  virtual_network_name = azurerm_virtual_network.this.name
  address_prefixes     = [cidrsubnet(var.address_space, 26 - tonumber(split("/", var.address_space)[1]), 0)]
}

resource "azurerm_virtual_network_peering" "hub_to_spoke" {
  name                      = "spoke"
  resource_group_name       = var.resource_group.name
  virtual_network_name      = azurerm_virtual_network.this.name
  remote_virtual_network_id = var.spoke.id
  allow_forwarded_traffic   = true
}

resource "azurerm_virtual_network_peering" "spoke_to_hub" {
  name                      = "hub"
  resource_group_name       = var.resource_group.name
  virtual_network_name      = var.spoke.name
  remote_virtual_network_id = azurerm_virtual_network.this.id
  allow_forwarded_traffic   = true
}

resource "azurerm_public_ip" "this" {
  name                = "${var.name}-fw-ip"
  resource_group_name = var.resource_group.name
  location            = var.resource_group.location
  allocation_method   = "Static"
  sku                 = "Standard"
  zones               = var.zones
  tags                = var.tags
}

resource "azurerm_firewall_policy" "this" {
  name                     = "${var.name}-fw-policy"
  resource_group_name      = var.resource_group.name
  location                 = var.resource_group.location
  sku                      = var.sku_tier
  threat_intelligence_mode = "Deny"
  tags                     = var.tags

  dns {
    proxy_enabled = true
  }
}

resource "azurerm_firewall_policy_rule_collection_group" "this" {
  name               = "spoke"
  firewall_policy_id = azurerm_firewall_policy.this.id
  priority           = 200

  network_rule_collection {
    name     = "azure"
    priority = 100
    action   = "Allow"

    rule {
      name                  = "services"
      protocols             = ["TCP"]
      source_addresses      = local.sources
      destination_addresses = ["AzureActiveDirectory", "AzureMonitor", "AzureResourceManager", "MicrosoftContainerRegistry"]
      destination_ports     = ["443"]
    }

    rule {
      name                  = "time"
      protocols             = ["UDP"]
      source_addresses      = local.sources
      destination_addresses = ["*"]
      destination_ports     = ["123"]
    }
  }

  application_rule_collection {
    name     = "names"
    priority = 200
    action   = "Allow"

    rule {
      name                  = "aks"
      source_addresses      = local.sources
      destination_fqdn_tags = ["AzureKubernetesService"]

      protocols {
        type = "Https"
        port = 443
      }

      protocols {
        type = "Http"
        port = 80
      }
    }

    rule {
      name              = "runners"
      source_addresses  = [var.spoke.runner_prefix]
      destination_fqdns = var.runner_fqdns

      protocols {
        type = "Https"
        port = 443
      }
    }

    dynamic "rule" {
      for_each = var.allowed_fqdns

      content {
        name              = rule.key
        source_addresses  = local.sources
        destination_fqdns = rule.value

        protocols {
          type = "Https"
          port = 443
        }
      }
    }
  }
}

resource "azurerm_firewall" "this" {
  name                = "${var.name}-fw"
  resource_group_name = var.resource_group.name
  location            = var.resource_group.location
  sku_name            = "AZFW_VNet"
  sku_tier            = var.sku_tier
  firewall_policy_id  = azurerm_firewall_policy.this.id
  zones               = var.zones
  tags                = var.tags

  ip_configuration {
    name                 = "public"
    subnet_id            = azurerm_subnet.firewall.id
    public_ip_address_id = azurerm_public_ip.this.id
  }

  # Nodes that start before the rules are there cannot join the cluster.
  depends_on = [azurerm_firewall_policy_rule_collection_group.this]
}

resource "azurerm_route_table" "this" {
  name                          = "${var.name}-egress"
  resource_group_name           = var.resource_group.name
  location                      = var.resource_group.location
  bgp_route_propagation_enabled = false
  tags                          = var.tags

  route {
    name                   = "internet"
    address_prefix         = "0.0.0.0/0"
    next_hop_type          = "VirtualAppliance"
    next_hop_in_ip_address = azurerm_firewall.this.ip_configuration[0].private_ip_address
  }
}

resource "azurerm_subnet_route_table_association" "this" {
  for_each = var.spoke.routed_subnets

  subnet_id      = each.value.id
  route_table_id = azurerm_route_table.this.id
}

resource "azurerm_monitor_diagnostic_setting" "this" {
  name                           = "logs"
  target_resource_id             = azurerm_firewall.this.id
  log_analytics_workspace_id     = var.log_analytics_workspace_id
  log_analytics_destination_type = "Dedicated"

  enabled_log {
    category_group = "allLogs"
  }
}
