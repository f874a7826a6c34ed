variable "name" {
  description = "Name of the server, unique in Azure."
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

variable "tenant_id" {
  description = "Entra tenant whose tokens the server accepts."
  type        = string
}

variable "administrator" {
  description = "Entra group that creates the roles of services."
  type = object({
    object_id = string
    name      = string
  })
}

variable "databases" {
  description = "Databases on the server."
  type        = set(string)
}

variable "server_version" {
  description = "Major version of PostgreSQL."
  type        = string

  validation {
    condition     = contains(["16", "17", "18"], var.server_version)
    error_message = "The version is 16, 17 or 18."
  }
}

variable "sku_name" {
  description = "Tier and size, such as GP_Standard_D2s_v3."
  type        = string

  validation {
    condition     = can(regex("^(B_Standard_B|GP_Standard_D|MO_Standard_E)", var.sku_name))
    error_message = "A size begins with B_Standard_B, GP_Standard_D or MO_Standard_E."
  }
}

variable "storage_mb" {
  description = "Storage in megabytes. It grows by itself and never shrinks."
  type        = number

  validation {
    condition     = contains([32768, 65536, 131072, 262144, 524288], var.storage_mb)
    error_message = "Storage is 32768, 65536, 131072, 262144 or 524288 MB."
  }
}

variable "zones" {
  description = "Availability zones; the first has the server, the second its standby."
  type        = list(string)
}

variable "high_availability" {
  description = "Whether a standby in another zone takes over."
  type        = bool

  validation {
    condition     = !var.high_availability || (!startswith(var.sku_name, "B_") && length(var.zones) > 1)
    error_message = "A standby needs two zones and a size that is not burstable."
  }
}

variable "replica_location" {
  description = "Region of a copy that follows within seconds and can be promoted; null makes none."
  type        = string
  default     = null

  validation {
    condition     = var.replica_location == null || (!startswith(var.sku_name, "B_") && var.replica_location != var.resource_group.location)
    error_message = "A replica is in another region and needs a size that is not burstable."
  }
}

variable "backup" {
  description = "Days to which the server can be restored, and whether backups are copied to the paired region."
  type = object({
    retention_days = number
    geo_redundant  = bool
  })

  validation {
    condition     = var.backup.retention_days >= 7 && var.backup.retention_days <= 35
    error_message = "Backups are kept for 7 to 35 days."
  }
}
