variable "location" {
  description = "Azure region."
  type        = string
  default     = "westeurope"
}

variable "account_name" {
  description = "Name of the storage account, unique in Azure. The backends of all configurations name it."
  type        = string
  default     = "oteldemostate"
}

variable "state_writers" {
  description = "Object ids of the identities that plan and apply, by name; each reads and writes all state."
  type        = map(string)
  default     = {}
}

variable "allowed_ip_ranges" {
  description = "Public addresses that reach the state until the runners' network exists; empty leaves its private endpoint alone."
  type        = set(string)
  default     = []
}
