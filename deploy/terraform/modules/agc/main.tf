resource "azurerm_application_load_balancer" "this" {
  name                = "${var.name}-agc"
  resource_group_name = var.resource_group.name
  location            = var.resource_group.location
  tags                = var.tags
}

# The chart's Gateway names this frontend.
resource "azurerm_application_load_balancer_frontend" "this" {
  name                         = "shop"
  application_load_balancer_id = azurerm_application_load_balancer.this.id
  tags                         = var.tags
}

resource "azurerm_application_load_balancer_subnet_association" "this" {
  name                         = "shop"
  application_load_balancer_id = azurerm_application_load_balancer.this.id
  subnet_id                    = var.subnet_id
  tags                         = var.tags
}

resource "azurerm_web_application_firewall_policy" "this" {
  name                = "${var.name}-agc-waf"
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

  # The frontend has a public name, which would lead around the gateway in front of it.
  dynamic "custom_rules" {
    for_each = length(var.allowed_sources) == 0 ? [] : [var.allowed_sources]

    content {
      name      = "OnlyGateway"
      priority  = 1
      rule_type = "MatchRule"
      action    = "Block"

      match_conditions {
        operator           = "IPMatch"
        negation_condition = true
        match_values       = custom_rules.value

        match_variables {
          variable_name = "RemoteAddr"
        }
      }
    }
  }
}

resource "azurerm_application_load_balancer_security_policy" "this" {
  name                               = "waf"
  application_load_balancer_id       = azurerm_application_load_balancer.this.id
  location                           = var.resource_group.location
  web_application_firewall_policy_id = azurerm_web_application_firewall_policy.this.id
  tags                               = var.tags

  depends_on = [azurerm_application_load_balancer_subnet_association.this]
}

resource "azurerm_role_assignment" "controller" {
  for_each = {
    configuration = { role = "AppGw for Containers Configuration Manager", scope = azurerm_application_load_balancer.this.id }
    firewall      = { role = "Network Contributor", scope = azurerm_web_application_firewall_policy.this.id }
    subnet        = { role = "Network Contributor", scope = var.subnet_id }
    nodes         = { role = "Reader", scope = var.controller.node_resource_group_id }
  }

  scope                = each.value.scope
  role_definition_name = each.value.role
  principal_id         = var.controller.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_monitor_diagnostic_setting" "this" {
  name                       = "logs"
  target_resource_id         = azurerm_application_load_balancer.this.id
  log_analytics_workspace_id = var.log_analytics_workspace_id

  # Access and firewall logs.
  enabled_log {
    category_group = "allLogs"
  }
}
