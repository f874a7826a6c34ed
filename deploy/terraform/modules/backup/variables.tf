variable "name" {
  description = "Name of the storage account, unique in Azure."
  type        = string
}

variable "resource_group" {
  description = "Resource group and region of the account."
  type = object({
    name     = string
    location = string
  })
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "replication_type" {
  description = "GRS copies the backups to the paired region."
  type        = string
}

variable "retention_days" {
  description = "Days after which backups are deleted, whatever Velero's own expiry says."
  type        = number

  validation {
    condition     = var.immutable_days == null ? true : var.retention_days >= var.immutable_days
    error_message = "Backups cannot be deleted before the days in which they are immutable."
  }
}

variable "immutable_days" {
  description = "Days in which no one can delete a backup; null allows it."
  type        = number
  default     = null
}

variable "principal_id" {
  description = "Object id of Velero's identity."
  type        = string
}
