variable "name" {
  description = "Name of the workspace."
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

variable "retention_days" {
  description = "Days in which logs can be queried."
  type        = number

  validation {
    condition     = var.retention_days >= 30 && var.retention_days <= 90
    error_message = "Logs are kept for 30 to 90 days."
  }
}

variable "daily_quota_gb" {
  description = "Gigabytes a day after which the workspace takes no more logs; -1 is unlimited."
  type        = number
}
