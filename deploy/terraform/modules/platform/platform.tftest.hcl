mock_provider "azurerm" {}

variables {
  environment    = "staging"
  location       = "westeurope"
  name_suffix    = "abc12"
  platform_group = { object_id = "00000000-0000-0000-0000-000000000000", name = "otel-demo-platform" }
  zones          = ["1", "2", "3"]
  retention_days = 14

  kubernetes = {
    version  = "1.35"
    sku_tier = "Standard"
    private  = false

    pools = {
      system = { vm_size = "Standard_D2s_v3", min = 2, max = 2 }
      user   = { vm_size = "Standard_D2s_v3", min = 1, max = 6 }
      spot   = { vm_size = "Standard_D4s_v3", min = 0, max = 0 }
      gpu    = { vm_size = "Standard_NC4as_T4_v3", min = 0, max = 0 }
    }

    autoscaler = {
      scale_down_unneeded              = "2m"
      scale_down_delay_after_add       = "2m"
      scale_down_utilization_threshold = 0.7
      skip_nodes_with_system_pods      = false
    }

    maintenance = { day_of_week = "Saturday", start_time = "01:00", hours = 4 }
  }

  postgres   = { sku_name = "GP_Standard_D2s_v3", storage_mb = 65536, high_availability = false, geo_redundant = false }
  event_hubs = { sku = "Standard", throughput_units = 2, partitions = 12, capture = false }
  secrets    = { soft_delete_days = 7 }
  storage    = { replication_type = "LRS", backup_replication_type = "LRS" }
  entrance   = { host = "staging.otel-demo.example.com" }
  budget     = { monthly_amount = 1500, contact_emails = ["platform@example.com"] }

  redis = {
    managed = { sku_name = "Balanced_B1", high_availability = true }
    cache   = { sku_name = "Standard", family = "C", capacity = 1 }
  }
}

run "the_longest_names_fit_with_a_suffix" {
  command = plan

  assert {
    condition     = alltrue([for name in values(local.accounts) : length(name) <= 24]) && length(local.vault_name) <= 24
    error_message = "A name is longer than Azure allows."
  }
}

run "private_endpoints_have_the_addresses_of_the_dns_table" {
  command = plan

  assert {
    condition = { for name in ["postgres", "redis", "event-hubs"] : name => cidrhost(local.prefixes.data, one(values(local.endpoints[name].members))) } == {
      postgres   = "10.0.3.4"
      redis      = "10.0.3.5"
      event-hubs = "10.0.3.6"
    }
    error_message = "PostgreSQL, Redis and Event Hubs are at other addresses."
  }

  assert {
    condition     = length(distinct(flatten([for endpoint in local.endpoints : values(endpoint.members)]))) == length(flatten([for endpoint in local.endpoints : values(endpoint.members)]))
    error_message = "Two members have the same address."
  }
}

run "the_public_name_leads_to_the_first_entrance" {
  command = plan

  assert {
    condition     = module.dns.host_names == ["staging.otel-demo.example.com"] && output.shop_url == "http://staging.otel-demo.example.com"
    error_message = "The public name leads elsewhere."
  }
}

run "a_load_balancer_is_the_entrance_without_gateways" {
  command = plan

  variables {
    entrance = { host = "staging.otel-demo.example.com", containers = false }
  }

  assert {
    condition     = module.dns.host_names == ["staging.otel-demo.example.com"] && length(module.agc) == 0 && length(azurerm_public_ip.load_balancer) == 1
    error_message = "The public name leads elsewhere."
  }

  assert {
    condition     = local.subnets.aks.inbound.clients.source == "Internet" && !contains(keys(local.subnets), "agc")
    error_message = "Clients cannot reach the load balancer."
  }
}

run "nodes_behind_a_gateway_are_closed_to_the_internet" {
  command = plan

  assert {
    condition     = !contains([for rule in values(local.subnets.aks.inbound) : rule.source], "Internet") && length(azurerm_public_ip.load_balancer) == 0
    error_message = "Clients reach nodes around the gateway."
  }
}

run "runners_reach_state_and_internet" {
  command = plan

  assert {
    condition     = local.endpoints.state.zone == "privatelink.blob.core.windows.net" && length(azurerm_subnet_nat_gateway_association.runners) == 1
    error_message = "Runners can neither plan nor apply."
  }
}

run "front_door_has_an_origin_with_a_name_of_its_own" {
  command = plan

  variables {
    entrance = { host = "otel-demo.example.com", application_gateway = { min = 2, max = 10 }, front_door = {} }
  }

  assert {
    condition     = toset(module.dns.host_names) == toset(["otel-demo.example.com", "origin.otel-demo.example.com"]) && output.shop_url == "https://otel-demo.example.com"
    error_message = "Front Door cannot check the certificate of its origin."
  }
}

run "front_door_without_a_gateway_is_refused" {
  command = plan

  variables {
    entrance = { host = "otel-demo.example.com", front_door = {} }
  }

  expect_failures = [var.entrance]
}

run "a_host_outside_of_the_zone_is_refused" {
  command = plan

  variables {
    entrance = { host = "shop.example.org" }
  }

  expect_failures = [var.entrance]
}

run "the_other_redis_changes_port_and_zone" {
  command = plan

  variables {
    redis = {
      kind    = "cache"
      managed = { sku_name = "Balanced_B1", high_availability = true }
      cache   = { sku_name = "Standard", family = "C", capacity = 1 }
    }
  }

  assert {
    condition     = output.helm_values.backing.azure.valkeyCart.VALKEY_CART_PORT == "6380" && contains(local.subnets.data.inbound.nodes.ports, "6380")
    error_message = "Pods call a port that is closed."
  }
}

run "bastion_and_cosmos_are_added_by_a_line_each" {
  command = plan

  variables {
    bastion = true
    cosmos  = { locations = ["westeurope"], throughput = { mode = "autoscale", units = 1000 } }
  }

  assert {
    condition     = azurerm_bastion_host.this[0].tunneling_enabled && local.subnets["AzureBastionSubnet"].prefix == "10.0.0.0/26"
    error_message = "Administrators cannot tunnel to the API server."
  }

  assert {
    condition     = local.endpoints["cosmos"].members["otel-demo-staging-cosmos-abc12-westeurope"] == 33
    error_message = "A region of Cosmos DB has no address."
  }
}

run "services_have_values_in_camel_case" {
  command = plan

  assert {
    condition     = keys(output.helm_values.azure.identities) == ["accounting", "cart", "checkout", "fraudDetection", "frontend", "payment", "productCatalog", "recommendation"]
    error_message = "The chart does not know a service."
  }
}

run "the_csi_driver_reads_one_secret_for_the_pod_that_needs_it" {
  command = plan

  variables {
    secrets = { soft_delete_days = 7, csi = true }
  }

  assert {
    condition     = local.service_accounts["flagd"] == { namespace = "otel-demo-staging", name = "flagd" } && keys(output.helm_values.secrets.csi.identities) == ["flagd"]
    error_message = "The driver signs in with the identity of another pod."
  }

  assert {
    condition     = { for service, role in azurerm_role_assignment.secret_readers : service => role.role_definition_name } == { flagd = "Key Vault Secrets User" }
    error_message = "The identity may read more than its secret, or less."
  }

  assert {
    condition     = output.helm_values.secrets.provider == "csi"
    error_message = "The chart still has External Secrets."
  }
}

run "external_secrets_are_the_default" {
  command = plan

  assert {
    condition     = output.helm_values.secrets.provider == "external" && length(azurerm_role_assignment.secret_readers) == 0
    error_message = "An identity may read secrets that no pod uses."
  }
}

run "pipelines_have_rights_in_one_namespace" {
  command = plan

  variables {
    pipeline_object_id = "00000000-0000-0000-0000-000000000001"
  }

  assert {
    condition = { for name, assignment in azurerm_role_assignment.pipeline : name => assignment.role_definition_name } == {
      login     = "Azure Kubernetes Service Cluster User Role"
      namespace = "Azure Kubernetes Service RBAC Writer"
    }
    error_message = "Pipelines may do more than deploy, or less."
  }
}

run "an_unknown_environment_is_refused" {
  command = plan

  variables {
    environment = "test"
  }

  expect_failures = [var.environment]
}
