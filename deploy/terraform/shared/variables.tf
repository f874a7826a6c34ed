variable "location" {
  description = "Azure region."
  type        = string
  default     = "westeurope"
}

variable "registry_name" {
  description = "Name of the registry, unique in Azure."
  type        = string
  default     = "otelshop"
}

variable "registry_replicas" {
  description = "Further regions that hold the images."
  type        = set(string)
  default     = ["northeurope"]
}

variable "registry_allowed_ip_ranges" {
  description = "Public addresses that may push images, such as that of a laptop; empty leaves the runners' network alone."
  type        = set(string)
  default     = []
}

variable "key_vault_name" {
  description = "Name of the vault of certificates, unique in Azure."
  type        = string
  default     = "otel-demo-shared"
}

variable "state_account" {
  description = "Storage account of the Terraform state, as made by deploy/terraform/bootstrap."
  type = object({
    name           = string
    resource_group = string
  })
  default = {
    name           = "oteldemostate"
    resource_group = "otel-demo-state-rg"
  }
}

variable "dns_zone" {
  description = "Public zone of the shop."
  type        = string
  default     = "otel-demo.example.com"
}

variable "platform_group" {
  description = "Entra group that administers certificates."
  type = object({
    object_id = string
    name      = string
  })
}

variable "image_pushers" {
  description = "Object ids of the identities of pipelines that push images, by pipeline."
  type        = map(string)
  default     = {}
}

variable "defender_plans" {
  description = "Plans of Defender for Cloud, which hold for the whole subscription. Containers scans images when they are pushed."
  type        = set(string)
  default     = ["Containers", "KeyVaults"]
}
