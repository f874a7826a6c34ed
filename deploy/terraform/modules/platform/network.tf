locals {
  address_space = "10.0.0.0/16"
  pod_cidr      = "10.244.0.0/16"
  service_cidr  = "172.16.0.0/16"

  # 10.0.5.0 to 10.0.7.255 stays free for growth.
  prefixes = {
    management = "10.0.0.64/26"
    aks        = "10.0.1.0/24"
    gateway    = "10.0.2.0/24"
    data       = "10.0.3.0/24"
    agc        = "10.0.4.0/24"
  }

  data_ports = ["443", "5432", "9093", tostring(module.redis.port)]

  # The internet reaches the gateway itself, or Front Door alone.
  gateway_source = var.entrance.front_door == null ? "Internet" : "AzureFrontDoor.Backend"

  subnets = merge(
    {
      # Management zone: runners of pipelines and administrators. They call, and nothing calls them.
      management = {
        prefix  = local.prefixes.management
        inbound = var.bastion ? { bastion = { source = local.bastion_prefix, ports = ["22"] } } : {}
      }

      # Compute zone
      aks = {
        prefix = local.prefixes.aks
        inbound = merge(
          {
            nodes         = { source = local.prefixes.aks, protocol = "*" }
            pods          = { source = local.pod_cidr, protocol = "*" }
            load-balancer = { source = "AzureLoadBalancer", protocol = "*" }
            management    = { source = local.prefixes.management, ports = ["443"] }
          },
          # A load balancer keeps the addresses of clients.
          var.entrance.containers ? { containers = { source = local.prefixes.agc, ports = ["8080"] } } : { clients = { source = "Internet", ports = ["80", "443"] } },
        )
      }

      # Data zone: private endpoints only
      data = {
        prefix = local.prefixes.data
        inbound = {
          nodes      = { source = local.prefixes.aks, ports = local.data_ports }
          management = { source = local.prefixes.management, ports = local.data_ports }
          gateway    = { source = local.prefixes.gateway, ports = ["443"] }
        }
      }
    },
    # Demilitarized zone: what clients reach
    !var.entrance.containers ? {} : {
      agc = {
        prefix     = local.prefixes.agc
        delegation = "Microsoft.ServiceNetworking/trafficControllers"
        inbound = {
          clients       = { source = "Internet", ports = ["80", "443"] }
          load-balancer = { source = "AzureLoadBalancer", protocol = "*" }
          network       = { source = "VirtualNetwork", protocol = "*" }
        }
      }
    },
    var.entrance.application_gateway == null ? {} : {
      gateway = {
        prefix = local.prefixes.gateway
        inbound = {
          clients       = { source = local.gateway_source, ports = ["80", "443"] }
          manager       = { source = "GatewayManager", ports = ["65200-65535"] }
          load-balancer = { source = "AzureLoadBalancer", protocol = "*" }
        }
      }
    },
    var.bastion ? {
      AzureBastionSubnet = {
        prefix = local.bastion_prefix
        inbound = {
          clients       = { source = "Internet", ports = ["443"] }
          manager       = { source = "GatewayManager", ports = ["443"] }
          load-balancer = { source = "AzureLoadBalancer", ports = ["443"] }
          hosts         = { source = "VirtualNetwork", protocol = "*", ports = ["5701", "8080"] }
        }
      }
    } : {},
  )
  bastion_prefix = "10.0.0.0/26"
}

module "network" {
  source = "../network"

  name                       = local.name
  resource_group             = azurerm_resource_group.this
  tags                       = local.tags
  address_space              = local.address_space
  subnets                    = local.subnets
  ddos_protection_plan_id    = var.entrance.ddos_plan_id
  log_analytics_workspace_id = data.azurerm_log_analytics_workspace.shared.id

  flow_logs = {
    storage_account_id = module.storage["logs"].id
    retention_days     = var.retention_days
    workspace_guid     = data.azurerm_log_analytics_workspace.shared.workspace_id
    workspace_region   = data.azurerm_log_analytics_workspace.shared.location
  }
}

module "hub" {
  source = "../hub"
  count  = var.hub == null ? 0 : 1

  name                       = local.name
  resource_group             = azurerm_resource_group.this
  tags                       = local.tags
  address_space              = var.hub.address_space
  zones                      = var.zones
  log_analytics_workspace_id = data.azurerm_log_analytics_workspace.shared.id

  spoke = {
    id             = module.network.virtual_network.id
    name           = module.network.virtual_network.name
    runner_prefix  = local.prefixes.management
    routed_subnets = { for name in ["aks", "management"] : name => { id = module.network.subnet_ids[name], prefix = local.prefixes[name] } }
  }
}

# Runners reach GitHub, Azure and the provider's registry: through the firewall of the hub, or through this gateway.
resource "azurerm_public_ip" "runners" {
  count = var.hub == null ? 1 : 0

  name                = "${local.name}-nat-ip"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  allocation_method   = "Static"
  sku                 = "Standard"
  zones               = var.zones
  tags                = local.tags
}

resource "azurerm_nat_gateway" "runners" {
  count = var.hub == null ? 1 : 0

  name                = "${local.name}-nat"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  sku_name            = "Standard"
  zones               = slice(var.zones, 0, 1)
  tags                = local.tags
}

resource "azurerm_nat_gateway_public_ip_association" "runners" {
  count = var.hub == null ? 1 : 0

  nat_gateway_id       = azurerm_nat_gateway.runners[0].id
  public_ip_address_id = azurerm_public_ip.runners[0].id
}

resource "azurerm_subnet_nat_gateway_association" "runners" {
  count = var.hub == null ? 1 : 0

  subnet_id      = module.network.subnet_ids["management"]
  nat_gateway_id = azurerm_nat_gateway.runners[0].id
}

resource "azurerm_public_ip" "bastion" {
  count = var.bastion ? 1 : 0

  name                = "${local.name}-bastion-ip"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  allocation_method   = "Static"
  zones               = var.zones
  tags                = local.tags
}

resource "azurerm_bastion_host" "this" {
  count = var.bastion ? 1 : 0

  name                = "${local.name}-bastion"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  sku                 = "Standard"
  tunneling_enabled   = true
  zones               = var.zones
  tags                = local.tags

  ip_configuration {
    name                 = "public"
    subnet_id            = module.network.subnet_ids["AzureBastionSubnet"]
    public_ip_address_id = azurerm_public_ip.bastion[0].id
  }
}
