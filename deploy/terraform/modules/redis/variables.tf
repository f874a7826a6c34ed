variable "name" {
  description = "Name of the cache, unique in Azure."
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

variable "kind" {
  description = "managed is Azure Managed Redis; cache is Azure Cache for Redis, which new tenants cannot create."
  type        = string

  validation {
    condition     = contains(["managed", "cache"], var.kind)
    error_message = "The kind is managed or cache."
  }
}

variable "managed" {
  description = "Size of Azure Managed Redis, whether it has a replica, and how often it saves a snapshot; null saves none."
  type = object({
    sku_name          = string
    high_availability = bool
    snapshot          = optional(string)
  })

  validation {
    condition     = can(regex("^(Balanced_B|MemoryOptimized_M|ComputeOptimized_X)[0-9]+$", var.managed.sku_name))
    error_message = "A size is such as Balanced_B5."
  }

  validation {
    condition     = var.managed.snapshot == null ? true : contains(["1h", "6h", "12h"], var.managed.snapshot)
    error_message = "Snapshots are saved every 1h, 6h or 12h."
  }
}

variable "cache" {
  description = "Tier and size of Azure Cache for Redis. Replicas and zones need the Premium tier."
  type = object({
    sku_name = string
    family   = string
    capacity = number
    replicas = optional(number)
  })

  validation {
    condition     = var.cache.family == (var.cache.sku_name == "Premium" ? "P" : "C") && contains(["Basic", "Standard", "Premium"], var.cache.sku_name)
    error_message = "Basic and Standard have the family C, Premium has P."
  }

  validation {
    condition     = var.cache.replicas == null || var.cache.sku_name == "Premium"
    error_message = "Only the Premium tier takes a number of replicas."
  }
}

variable "zones" {
  description = "Availability zones of a Premium cache. Azure Managed Redis spreads itself when it has a replica."
  type        = list(string)
}

variable "principals" {
  description = "Object ids of the identities that read and write, by workload."
  type        = map(string)
}
