variable "name" {
  description = "Name of the budget."
  type        = string
}

variable "resource_group_id" {
  description = "Resource group whose cost is watched."
  type        = string
}

variable "monthly_amount" {
  description = "Cost of a month, in the currency of the subscription."
  type        = number

  validation {
    condition     = var.monthly_amount > 0
    error_message = "The budget must be above 0."
  }
}

variable "contact_emails" {
  description = "Addresses that get the alerts, beside the owners of the resource group."
  type        = list(string)
}
