variable "name" {
  description = "Name of the vault, unique in Azure."
  type        = string

  validation {
    condition     = can(regex("^[a-zA-Z]([a-zA-Z0-9]|-[a-zA-Z0-9]){2,23}$", var.name)) && length(var.name) <= 24
    error_message = "A vault's name has 3 to 24 letters, digits and single hyphens, and begins with a letter."
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

variable "log_analytics_workspace_id" {
  description = "Workspace that receives logs."
  type        = string
}

variable "tenant_id" {
  description = "Entra tenant that authenticates requests."
  type        = string
}

variable "soft_delete_days" {
  description = "Days in which a deleted vault or secret can be recovered, and its name is taken."
  type        = number

  validation {
    condition     = var.soft_delete_days >= 7 && var.soft_delete_days <= 90
    error_message = "Deleted secrets are kept for 7 to 90 days."
  }
}

variable "officer_group_object_id" {
  description = "Entra group that writes to the vault."
  type        = string
}

variable "holds_certificates" {
  description = "Whether the group writes certificates too."
  type        = bool
  default     = false
}

variable "generated_secrets" {
  description = "Names of secrets to which Azure gives a random value once. The value never reaches the Terraform state."
  type        = set(string)
  default     = []
}
