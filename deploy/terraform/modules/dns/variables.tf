variable "zone" {
  description = "Public zone, and the resource group that holds it."
  type = object({
    name           = string
    resource_group = string
  })
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
}

variable "aliases" {
  description = "Addresses that follow an Azure resource: record to resource id. The record @ is the zone itself."
  type        = map(string)
  default     = {}
}

variable "canonical_names" {
  description = "Names that stand for another name: record to name."
  type        = map(string)
  default     = {}
}

variable "texts" {
  description = "Text records: record to value."
  type        = map(string)
  default     = {}
}
