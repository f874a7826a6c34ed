variable "name" {
  description = "Name of the gateway, and prefix of its parts."
  type        = string
}

variable "resource_group" {
  description = "Resource group and region of the resources."
  type = object({
    name     = string
    location = string
  })
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "log_analytics_workspace_id" {
  description = "Workspace that receives logs."
  type        = string
}

variable "subnet_id" {
  description = "Subnet that holds nothing but the gateway."
  type        = string
}

variable "capacity" {
  description = "Capacity units between which the gateway scales. WAF_v2 has no sizes: small is 1 to 2, medium 2 to 10."
  type = object({
    min = number
    max = number
  })

  validation {
    condition     = var.capacity.min >= 0 && var.capacity.max >= 2 && var.capacity.max <= 125 && var.capacity.min <= var.capacity.max
    error_message = "Capacity is a minimum of at least 0 and a maximum of 2 to 125."
  }
}

variable "zones" {
  description = "Availability zones of the gateway and its address."
  type        = list(string)
}

variable "host_names" {
  description = "Names for which the gateway answers. Requests to the backend carry the first."
  type        = list(string)

  validation {
    condition     = length(var.host_names) > 0 && length(var.host_names) <= 5
    error_message = "A listener has 1 to 5 host names."
  }
}

variable "backend_fqdn" {
  description = "Name of the load balancer behind the gateway."
  type        = string
}

variable "certificate_secret_id" {
  description = "Key Vault secret of the certificate, without its version, so that the gateway takes a new one by itself."
  type        = string
}

variable "certificate_scope" {
  description = "Scope at which the gateway's identity may read the certificate."
  type        = string
}

variable "front_door" {
  description = "Front Door profile, by its resource GUID, whose requests alone are let through; null lets all pass."
  type = object({
    resource_guid = string
  })
  default = null
}
