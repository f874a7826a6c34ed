variable "resource_group_name" {
  description = "Resource group of the zones."
  type        = string
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "zones" {
  description = "Names of the private zones."
  type        = set(string)

  validation {
    condition     = alltrue([for zone in var.zones : startswith(zone, "privatelink.")])
    error_message = "Private endpoints resolve through zones that begin with privatelink."
  }
}

variable "virtual_networks" {
  description = "Virtual networks that resolve the zones: name of the link to identifier."
  type        = map(string)
}
