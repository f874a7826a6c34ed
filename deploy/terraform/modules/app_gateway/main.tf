resource "azurerm_public_ip" "this" {
  name                = "${var.name}-appgw-ip"
  resource_group_name = var.resource_group.name
  location            = var.resource_group.location
  allocation_method   = "Static"
  sku                 = "Standard"
  zones               = var.zones
  tags                = var.tags
}

resource "azurerm_user_assigned_identity" "this" {
  name                = "${var.name}-appgw"
  resource_group_name = var.resource_group.name
  location            = var.resource_group.location
  tags                = var.tags
}

resource "azurerm_role_assignment" "certificate" {
  scope                = var.certificate_scope
  role_definition_name = "Key Vault Secrets User"
  principal_id         = azurerm_user_assigned_identity.this.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_web_application_firewall_policy" "this" {
  name                = "${var.name}-appgw-waf"
  resource_group_name = var.resource_group.name
  location            = var.resource_group.location
  tags                = var.tags

  policy_settings {
    enabled = true
    mode    = "Prevention"
  }

  managed_rules {
    managed_rule_set {
      type    = "Microsoft_DefaultRuleSet"
      version = "2.1"
    }

    managed_rule_set {
      type    = "Microsoft_BotManagerRuleSet"
      version = "1.1"
    }
  }

  # The service tag of Front Door has the addresses of every customer's profile.
  dynamic "custom_rules" {
    for_each = var.front_door == null ? [] : [var.front_door.resource_guid]

    content {
      name      = "OnlyFrontDoor"
      priority  = 1
      rule_type = "MatchRule"
      action    = "Block"

      match_conditions {
        operator           = "Equal"
        negation_condition = true
        match_values       = [custom_rules.value]

        match_variables {
          variable_name = "RequestHeaders"
          selector      = "X-Azure-FDID"
        }
      }
    }
  }
}

resource "azurerm_application_gateway" "this" {
  name                = "${var.name}-appgw"
  resource_group_name = var.resource_group.name
  location            = var.resource_group.location
  zones               = var.zones
  http2_enabled       = true
  firewall_policy_id  = azurerm_web_application_firewall_policy.this.id
  tags                = var.tags

  sku {
    name = "WAF_v2"
    tier = "WAF_v2"
  }

  autoscale_configuration {
    min_capacity = var.capacity.min
    max_capacity = var.capacity.max
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.this.id]
  }

  ssl_policy {
    policy_type = "Predefined"
    policy_name = "AppGwSslPolicy20220101S"
  }

  ssl_certificate {
    name                = "shop"
    key_vault_secret_id = var.certificate_secret_id
  }

  gateway_ip_configuration {
    name      = "subnet"
    subnet_id = var.subnet_id
  }

  frontend_ip_configuration {
    name                 = "public"
    public_ip_address_id = azurerm_public_ip.this.id
  }

  frontend_port {
    name = "http"
    port = 80
  }

  frontend_port {
    name = "https"
    port = 443
  }

  http_listener {
    name                           = "http"
    frontend_ip_configuration_name = "public"
    frontend_port_name             = "http"
    protocol                       = "Http"
    host_names                     = var.host_names
  }

  http_listener {
    name                           = "https"
    frontend_ip_configuration_name = "public"
    frontend_port_name             = "https"
    protocol                       = "Https"
    ssl_certificate_name           = "shop"
    host_names                     = var.host_names
  }

  backend_address_pool {
    name  = "shop"
    fqdns = [var.backend_fqdn]
  }

  backend_http_settings {
    name                  = "shop"
    protocol              = "Https"
    port                  = 443
    cookie_based_affinity = "Disabled"
    request_timeout       = 30
    host_name             = var.host_names[0]
    probe_name            = "shop"
  }

  probe {
    name                                      = "shop"
    protocol                                  = "Https"
    path                                      = "/"
    interval                                  = 30
    timeout                                   = 10
    unhealthy_threshold                       = 3
    pick_host_name_from_backend_http_settings = true

    match {
      status_code = ["200-399"]
    }
  }

  redirect_configuration {
    name                 = "https"
    redirect_type        = "Permanent"
    target_listener_name = "https"
    include_path         = true
    include_query_string = true
  }

  request_routing_rule {
    name                        = "http"
    priority                    = 10
    rule_type                   = "Basic"
    http_listener_name          = "http"
    redirect_configuration_name = "https"
  }

  request_routing_rule {
    name                       = "https"
    priority                   = 20
    rule_type                  = "Basic"
    http_listener_name         = "https"
    backend_address_pool_name  = "shop"
    backend_http_settings_name = "shop"
  }

  depends_on = [azurerm_role_assignment.certificate]
}

resource "azurerm_monitor_diagnostic_setting" "this" {
  name                       = "logs"
  target_resource_id         = azurerm_application_gateway.this.id
  log_analytics_workspace_id = var.log_analytics_workspace_id

  dynamic "enabled_log" {
    for_each = ["ApplicationGatewayAccessLog", "ApplicationGatewayFirewallLog"]

    content {
      category = enabled_log.value
    }
  }
}
