variable "name" {
  description = "Prefix of the identities: NAME-WORKLOAD."
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

variable "issuer" {
  description = "OIDC issuer of the cluster."
  type        = string
}

variable "service_accounts" {
  description = "Kubernetes service accounts that sign in to Entra ID, by workload."
  type = map(object({
    namespace = string
    name      = string
  }))

  validation {
    condition     = alltrue([for account in var.service_accounts : can(regex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", account.namespace))])
    error_message = "A namespace has 1 to 63 lower-case letters, digits and hyphens."
  }
}
