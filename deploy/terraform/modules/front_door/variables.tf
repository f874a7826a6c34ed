variable "name" {
  description = "Name of the profile, and prefix of its parts."
  type        = string
}

variable "resource_group_name" {
  description = "Resource group of the resources, which have no region."
  type        = string
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "log_analytics_workspace_id" {
  description = "Workspace that receives logs."
  type        = string
}

variable "sku_name" {
  description = "Managed firewall rules need Premium."
  type        = string
  default     = "Premium_AzureFrontDoor"

  validation {
    condition     = contains(["Standard_AzureFrontDoor", "Premium_AzureFrontDoor"], var.sku_name)
    error_message = "The tier is Standard_AzureFrontDoor or Premium_AzureFrontDoor."
  }
}

variable "dns_zone_id" {
  description = "Public zone of the host names."
  type        = string
}

variable "host_names" {
  description = "Public names by route, each with a certificate that Front Door renews, such as shop = otel-demo.example.com."
  type        = map(string)
}

variable "origins" {
  description = "Gateways by region. Front Door uses the healthy ones of the lowest priority."
  type = map(object({
    host_name = string
    priority  = number
  }))

  validation {
    condition     = length(var.origins) > 0 && alltrue([for origin in var.origins : origin.priority >= 1 && origin.priority <= 5])
    error_message = "Give at least one origin with a priority from 1 to 5."
  }
}

variable "cached_paths" {
  description = "Paths whose answers Front Door keeps."
  type        = list(string)
  default     = ["/images/*"]
}

variable "allowed_countries" {
  description = "Countries, as two-letter codes, whose clients are served; empty serves all."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for country in var.allowed_countries : can(regex("^[A-Z]{2}$", country))])
    error_message = "A country is a code of two capital letters, such as DE."
  }
}

variable "requests_per_minute" {
  description = "Requests of one client address that are let through in a minute."
  type        = number
  default     = 3000
}
