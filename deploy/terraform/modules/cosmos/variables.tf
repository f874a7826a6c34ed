variable "name" {
  description = "Name of the account, unique in Azure."
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

variable "locations" {
  description = "Regions that hold the data, the one that takes writes first."
  type        = list(string)

  validation {
    condition     = length(var.locations) > 0 && length(distinct(var.locations)) == length(var.locations)
    error_message = "Give at least one region, and none twice."
  }
}

variable "zone_redundant" {
  description = "Whether each region spreads the data over its zones."
  type        = bool
}

variable "throughput" {
  description = "Request units of the database: autoscale for changing load, provisioned for even load."
  type = object({
    mode  = string
    units = number
  })

  validation {
    condition     = contains(["autoscale", "provisioned"], var.throughput.mode)
    error_message = "Throughput is autoscale or provisioned."
  }

  validation {
    condition     = var.throughput.mode == "autoscale" ? var.throughput.units >= 1000 && var.throughput.units % 1000 == 0 : var.throughput.units >= 400 && var.throughput.units % 100 == 0
    error_message = "Autoscale goes in steps of 1000 request units, provisioned throughput starts at 400 and goes in steps of 100."
  }
}

variable "database" {
  description = "Name of the database."
  type        = string
}

variable "principals" {
  description = "Object ids of the identities that read and write, by workload."
  type        = map(string)
}
