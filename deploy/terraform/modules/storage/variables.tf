variable "name" {
  description = "Name of the account, unique in Azure: 3 to 24 lower-case letters and digits."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9]{3,24}$", var.name))
    error_message = "A storage account's name has 3 to 24 lower-case letters and digits."
  }
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

variable "containers" {
  description = "Private blob containers, with the days until blobs in them are archived and deleted; null does neither. Blobs without the prefix stay, and old versions of all are deleted."
  type = map(object({
    archive_after_days = optional(number)
    delete_after_days  = optional(number)
    deleted_prefix     = optional(string, "")
  }))
  default = {}
}

variable "replication_type" {
  description = "LRS keeps copies in one zone, ZRS in three, GRS and GZRS in the paired region too."
  type        = string

  validation {
    condition     = contains(["LRS", "ZRS", "GRS", "GZRS"], var.replication_type)
    error_message = "Replication is LRS, ZRS, GRS or GZRS."
  }
}

variable "soft_delete_days" {
  description = "Days in which deleted blobs and containers can be restored."
  type        = number
}

variable "immutable_days" {
  description = "Days in which no version of a blob can be deleted; null protects none."
  type        = number
  default     = null
}

variable "access_keys" {
  description = "Whether clients may sign in with the account's keys. Only flow logs need them."
  type        = bool
  default     = false
}

variable "allowed_ip_ranges" {
  description = "Public addresses that reach the account; empty closes its public endpoint."
  type        = set(string)
  default     = []
}
