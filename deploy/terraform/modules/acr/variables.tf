variable "name" {
  description = "Name of the registry, unique in Azure: letters and digits."
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

variable "sku" {
  description = "Private endpoints, replicas and retention need Premium."
  type        = string

  validation {
    condition     = contains(["Standard", "Premium"], var.sku)
    error_message = "The tier is Standard or Premium."
  }
}

variable "replica_locations" {
  description = "Further regions that hold the images, beside the registry's own."
  type        = set(string)
  default     = []

  validation {
    condition     = length(var.replica_locations) == 0 || (var.sku == "Premium" && !contains(var.replica_locations, var.resource_group.location))
    error_message = "Replicas need the tier Premium, and lie in other regions than the registry."
  }
}

variable "allowed_ip_ranges" {
  description = "Public addresses that may push and pull; empty closes the public endpoint."
  type        = set(string)
  default     = []
}
