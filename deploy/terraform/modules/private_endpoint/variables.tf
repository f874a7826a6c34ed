variable "name" {
  description = "Name of the private endpoint."
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

variable "subnet_id" {
  description = "Subnet of the private endpoint."
  type        = string
}

variable "resource_id" {
  description = "Resource that the private endpoint leads to."
  type        = string
}

variable "subresource" {
  description = "Part of the resource, such as blob or vault."
  type        = string
}

variable "addresses" {
  description = "Static addresses by member of the subresource. A registry has one for itself and one for the data of each region."
  type        = map(string)

  validation {
    condition     = length(var.addresses) > 0 && alltrue([for address in values(var.addresses) : can(cidrhost("${address}/32", 0))])
    error_message = "Give at least one member with an IPv4 address."
  }
}

variable "zone_id" {
  description = "Private DNS zone that gets the records."
  type        = string
}
