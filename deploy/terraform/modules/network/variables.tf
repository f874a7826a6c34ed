variable "name" {
  description = "Name of the virtual network, and prefix of its parts."
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

variable "address_space" {
  description = "Range of the virtual network."
  type        = string

  validation {
    condition     = can(cidrhost(var.address_space, 0))
    error_message = "Give the address space as a range, such as 10.0.0.0/16."
  }
}

variable "subnets" {
  description = "Subnets by name, each with the inbound traffic it accepts; everything else is denied."
  type = map(object({
    prefix     = string
    delegation = optional(string)
    inbound = map(object({
      source   = string
      protocol = optional(string, "Tcp")
      ports    = optional(list(string), ["*"])
    }))
  }))

  validation {
    condition = alltrue([
      for subnet in var.subnets :
      cidrhost("${split("/", subnet.prefix)[0]}/${split("/", var.address_space)[1]}", 0) == cidrhost(var.address_space, 0)
    ])
    error_message = "Every subnet must lie within the address space of the virtual network."
  }

  validation {
    condition = alltrue([
      for name, subnet in var.subnets :
      tonumber(split("/", subnet.prefix)[1]) <= 24 if subnet.delegation == "Microsoft.ServiceNetworking/trafficControllers"
    ])
    error_message = "Application Gateway for Containers needs a subnet of at least /24."
  }

  validation {
    condition     = alltrue([for subnet in var.subnets : length(subnet.inbound) <= 39])
    error_message = "A subnet can have at most 39 inbound rules."
  }
}

variable "ddos_protection_plan_id" {
  description = "DDoS Network Protection plan; null leaves the platform's basic protection."
  type        = string
  default     = null
}

variable "log_analytics_workspace_id" {
  description = "Workspace that receives logs."
  type        = string
}

variable "flow_logs" {
  description = "Where flow logs go, the days they stay there, and the workspace that analyses them; null writes none."
  type = object({
    storage_account_id = string
    retention_days     = number
    workspace_guid     = string
    workspace_region   = string
  })
  default = null
}
