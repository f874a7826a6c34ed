variable "location" {
  description = "Azure region with availability zones."
  type        = string
  default     = "westeurope"
}

variable "name_suffix" {
  description = "Ends names that are unique in all of Azure; empty while the plain names are free."
  type        = string
  default     = ""
}

variable "platform_group" {
  description = "Entra group that administers cluster, database and secrets."
  type = object({
    object_id = string
    name      = string
  })
}

variable "alert_emails" {
  description = "Addresses that are told when the budget is used up."
  type        = list(string)
}

variable "pipeline_object_id" {
  description = "Identity of the pipelines that deploy to this environment; null grants none."
  type        = string
  default     = null
}

variable "shared" {
  description = "Names that deploy/terraform/shared was applied with, where they are not its defaults. The regions of the registry are its own first, then its replicas."
  type = object({
    registry         = optional(string)
    registry_regions = optional(list(string))
    key_vault        = optional(string)
    dns_zone         = optional(string)
  })
  default = {}
}

variable "state_account" {
  description = "Storage account of the Terraform state, as made by deploy/terraform/bootstrap."
  type        = string
  default     = "oteldemostate"
}
