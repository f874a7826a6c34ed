output "resource_guid" {
  description = "Value of the header X-Azure-FDID in requests of this profile."
  value       = azurerm_cdn_frontdoor_profile.this.resource_guid
}

output "endpoint_id" {
  description = "Target of alias records."
  value       = azurerm_cdn_frontdoor_endpoint.this.id
}

output "validation_tokens" {
  description = "Texts that prove the ownership of host names, by route."
  value       = { for route, domain in azurerm_cdn_frontdoor_custom_domain.this : route => domain.validation_token }
}
