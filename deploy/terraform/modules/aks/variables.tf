variable "name" {
  description = "Name of the cluster, and prefix of its parts."
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

variable "kubernetes_version" {
  description = "Minor version of Kubernetes; AKS installs its patches."
  type        = string

  validation {
    condition     = contains(["1.34", "1.35", "1.36"], var.kubernetes_version)
    error_message = "Choose a Kubernetes version that AKS supports: 1.34, 1.35 or 1.36."
  }
}

variable "sku_tier" {
  description = "Free has no uptime agreement; Standard has."
  type        = string

  validation {
    condition     = contains(["Free", "Standard", "Premium"], var.sku_tier)
    error_message = "The tier is Free, Standard or Premium."
  }
}

variable "private" {
  description = "The API server has a private address only, and az aks command invoke is off."
  type        = bool
}

variable "private_dns_zone_id" {
  description = "Zone privatelink.REGION.azmk8s.io of a private cluster."
  type        = string
  default     = null

  validation {
    condition     = !var.private || var.private_dns_zone_id != null
    error_message = "A private cluster needs its private DNS zone."
  }
}

variable "authorized_ip_ranges" {
  description = "Ranges that reach the public API server; empty for all. A private cluster has none."
  type        = set(string)
  default     = []
}

variable "admin_group_object_id" {
  description = "Entra group that administers the cluster."
  type        = string
}

variable "network" {
  description = "Subnet of the nodes, and ranges that overlap no network that the cluster reaches."
  type = object({
    virtual_network_id = string
    subnet_id          = string
    vnet_address_space = string
    pod_cidr           = string
    service_cidr       = string
    policy             = optional(string, "azure")
    route_table_id     = optional(string)
    egress_by_firewall = optional(bool, false)
  })

  # Service and pod ranges of at most /16 collide with the virtual network when they share its first 16 bits.
  validation {
    condition = alltrue([
      for cidr in [var.network.pod_cidr, var.network.service_cidr] :
      cidrhost("${split("/", cidr)[0]}/${split("/", var.network.vnet_address_space)[1]}", 0) != cidrhost(var.network.vnet_address_space, 0)
      && cidrhost("${split("/", var.network.vnet_address_space)[0]}/${split("/", cidr)[1]}", 0) != cidrhost(cidr, 0)
    ])
    error_message = "Ranges of pods and services must not overlap the virtual network."
  }

  validation {
    condition     = contains(["azure", "calico", "cilium"], var.network.policy)
    error_message = "The network policy engine is azure, calico or cilium."
  }
}

variable "zones" {
  description = "Availability zones of the nodes."
  type        = list(string)

  validation {
    condition     = length(var.zones) > 0 && alltrue([for zone in var.zones : contains(["1", "2", "3"], zone)])
    error_message = "Zones are 1, 2 and 3; give at least one."
  }
}

variable "pools" {
  description = "Size and node counts of the pools. The user and GPU pools are left out when their maximum is 0."
  type = object({
    system = object({
      vm_size              = string
      min                  = number
      max                  = number
      critical_addons_only = optional(bool, true)
    })
    user = object({ vm_size = string, min = number, max = number })
    spot = object({ vm_size = string, min = number, max = number })
    gpu  = object({ vm_size = string, min = number, max = number })
  })

  validation {
    condition     = var.pools.system.min >= 2 && var.pools.system.max <= 10
    error_message = "The system pool has 2 to 10 nodes."
  }

  validation {
    condition     = var.pools.user.max <= 20
    error_message = "The user pool has 0 to 20 nodes."
  }

  validation {
    condition     = alltrue([for pool in values(var.pools) : pool.min <= pool.max])
    error_message = "A pool's minimum must not exceed its maximum."
  }

  validation {
    condition     = var.pools.spot.max == 0 || !startswith(var.pools.spot.vm_size, "Standard_B")
    error_message = "Azure has no spot nodes of the burstable B series."
  }

  validation {
    condition     = !can(regex("^Standard_NC(6|12|24)r?s_v3$", var.pools.gpu.vm_size))
    error_message = "The NCv3 series is retired; choose another size, such as Standard_NC4as_T4_v3."
  }
}

variable "autoscaler" {
  description = "How eagerly the cluster autoscaler removes nodes."
  type = object({
    scale_down_unneeded              = string
    scale_down_delay_after_add       = string
    scale_down_utilization_threshold = number
    skip_nodes_with_system_pods      = bool
  })
}

variable "maintenance" {
  description = "Weekly window, in UTC, in which AKS upgrades Kubernetes and node images."
  type = object({
    day_of_week = string
    start_time  = string
    hours       = number
  })

  validation {
    condition     = var.maintenance.hours >= 4 && var.maintenance.hours <= 24
    error_message = "A maintenance window lasts 4 to 24 hours."
  }
}
