resource "azurerm_cdn_frontdoor_firewall_policy" "this" {
  name                = "${replace(var.name, "-", "")}waf"
  resource_group_name = var.resource_group_name
  sku_name            = var.sku_name
  mode                = "Prevention"
  tags                = var.tags

  custom_rule {
    name                           = "RateLimit"
    priority                       = 1
    type                           = "RateLimitRule"
    action                         = "Block"
    rate_limit_duration_in_minutes = 1
    rate_limit_threshold           = var.requests_per_minute

    match_condition {
      match_variable = "SocketAddr"
      operator       = "IPMatch"
      match_values   = ["0.0.0.0/0", "::/0"]
    }
  }

  dynamic "custom_rule" {
    for_each = length(var.allowed_countries) == 0 ? [] : [var.allowed_countries]

    content {
      name     = "Countries"
      priority = 2
      type     = "MatchRule"
      action   = "Block"

      match_condition {
        match_variable     = "SocketAddr"
        operator           = "GeoMatch"
        negation_condition = true
        match_values       = custom_rule.value
      }
    }
  }

  dynamic "managed_rule" {
    for_each = var.sku_name == "Premium_AzureFrontDoor" ? { Microsoft_DefaultRuleSet = "2.1", Microsoft_BotManagerRuleSet = "1.1" } : {}

    content {
      type    = managed_rule.key
      version = managed_rule.value
      action  = "Block"
    }
  }
}

resource "azurerm_cdn_frontdoor_security_policy" "this" {
  name                     = "waf"
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.this.id

  security_policies {
    firewall {
      cdn_frontdoor_firewall_policy_id = azurerm_cdn_frontdoor_firewall_policy.this.id

      association {
        patterns_to_match = ["/*"]

        dynamic "domain" {
          for_each = azurerm_cdn_frontdoor_custom_domain.this

          content {
            cdn_frontdoor_domain_id = domain.value.id
          }
        }
      }
    }
  }
}
