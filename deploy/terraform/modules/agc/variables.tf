variable "name" {
  description = "Name of the load balancer, and prefix of its parts."
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

variable "log_analytics_workspace_id" {
  description = "Workspace that receives logs."
  type        = string
}

variable "subnet_id" {
  description = "Subnet delegated to Microsoft.ServiceNetworking/trafficControllers."
  type        = string
}

variable "controller" {
  description = "Identity of the ALB controller, and the resource group of the nodes whose pods it looks up."
  type = object({
    principal_id           = string
    node_resource_group_id = string
  })
}

variable "allowed_sources" {
  description = "Public addresses whose requests pass the firewall, when another gateway stands in front; empty lets all pass."
  type        = list(string)
  default     = []
}
