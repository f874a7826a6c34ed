variable "environment" {
  description = "Name of the environment, which is in every name."
  type        = string

  validation {
    condition     = contains(["dev", "staging", "prod"], var.environment)
    error_message = "The environment is dev, staging or prod."
  }
}

variable "location" {
  description = "Azure region with availability zones."
  type        = string
}

variable "name_suffix" {
  description = "Ends names that are unique in all of Azure; empty while the plain names are free."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^[a-z0-9]{0,5}$", var.name_suffix))
    error_message = "The suffix has up to 5 lower-case letters and digits."
  }
}

variable "cost_center" {
  description = "Value of the tag CostCenter."
  type        = string
  default     = "otel-demo"
}

variable "platform_group" {
  description = "Entra group that administers cluster, database and secrets."
  type = object({
    object_id = string
    name      = string
  })

  validation {
    condition     = can(regex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", var.platform_group.object_id))
    error_message = "Give the object id of the group: az ad group show --group NAME --query id."
  }
}

variable "pipeline_object_id" {
  description = "Identity of the pipelines, which gets rights in the namespace of the shop; null grants none."
  type        = string
  default     = null
}

variable "shared" {
  description = "Names of what all environments share, as made by deploy/terraform/shared."
  type = object({
    resource_group   = optional(string, "otel-demo-shared-rg")
    registry         = optional(string, "otelshop")
    registry_regions = optional(list(string), ["westeurope", "northeurope"])
    log_analytics    = optional(string, "otel-demo-shared-logs")
    key_vault        = optional(string, "otel-demo-shared")
    dns_zone         = optional(string, "otel-demo.example.com")
    certificate      = optional(string, "otel-demo-tls")
  })
  default = {}
}

variable "state_account" {
  description = "Storage account of the Terraform state, as made by deploy/terraform/bootstrap."
  type        = string
  default     = "oteldemostate"
}

variable "zones" {
  description = "Availability zones of nodes, gateway and database."
  type        = list(string)
}

variable "retention_days" {
  description = "Days that backups of data and flow logs are kept."
  type        = number
}

variable "kubernetes" {
  description = "Cluster: version, tier, exposure, pools, autoscaler and weekly maintenance in UTC."
  type = object({
    version              = string
    sku_tier             = string
    private              = bool
    authorized_ip_ranges = optional(set(string), [])
    network_policy       = optional(string, "azure")

    pools = object({
      system = object({ vm_size = string, min = number, max = number, critical_addons_only = optional(bool, true) })
      user   = object({ vm_size = string, min = number, max = number })
      spot   = object({ vm_size = string, min = number, max = number })
      gpu    = object({ vm_size = string, min = number, max = number })
    })

    autoscaler = object({
      scale_down_unneeded              = string
      scale_down_delay_after_add       = string
      scale_down_utilization_threshold = number
      skip_nodes_with_system_pods      = bool
    })

    maintenance = object({ day_of_week = string, start_time = string, hours = number })
  })
}

variable "postgres" {
  description = "PostgreSQL Flexible Server."
  type = object({
    version           = optional(string, "17")
    sku_name          = string
    storage_mb        = number
    high_availability = bool
    geo_redundant     = bool
    replica_location  = optional(string)
  })
}

variable "redis" {
  description = "Cache: which of the two services, and the size of each."
  type = object({
    kind    = optional(string, "managed")
    managed = object({ sku_name = string, high_availability = bool, snapshot = optional(string) })
    cache   = object({ sku_name = string, family = string, capacity = number, replicas = optional(number) })
  })
}

variable "event_hubs" {
  description = "Event Hubs: tier, throughput units, partitions of the topic orders, and whether Capture archives it."
  type = object({
    sku              = string
    throughput_units = number
    partitions       = number
    capture          = bool
  })
}

variable "cosmos" {
  description = "Cosmos DB, which no service of the shop reads; null makes none."
  type = object({
    locations  = list(string)
    throughput = object({ mode = string, units = number })
  })
  default = null
}

variable "secrets" {
  description = "Days in which deleted secrets can be recovered, and whether the Secrets Store CSI driver reads them for pods instead of the External Secrets Operator."
  type = object({
    soft_delete_days = number
    csi              = optional(bool, false)
  })
}

variable "storage" {
  description = "Replication of data and of backups, and days in which backups are immutable."
  type = object({
    replication_type        = string
    backup_replication_type = string
    immutable_days          = optional(number)
  })
}

variable "entrance" {
  description = "What stands between clients and the cluster: Application Gateway for Containers, or a public address for a load balancer; a gateway with a firewall and Front Door where they are set."
  type = object({
    host                = string
    containers          = optional(bool, true)
    application_gateway = optional(object({ min = number, max = number }))
    front_door = optional(object({
      allowed_countries = optional(set(string), [])
      # Gateways of other regions by region: 2 waits for this region to fail, 1 shares its requests.
      other_regions = optional(map(object({ host_name = string, priority = number })), {})
    }))
    ddos_plan_id = optional(string)
  })

  validation {
    condition     = var.entrance.front_door == null || var.entrance.application_gateway != null
    error_message = "Front Door needs an application gateway as its origin."
  }

  validation {
    condition     = var.entrance.containers || var.entrance.application_gateway == null
    error_message = "An application gateway needs Application Gateway for Containers behind it."
  }

  validation {
    condition     = var.entrance.host == var.shared.dns_zone || endswith(var.entrance.host, ".${var.shared.dns_zone}")
    error_message = "The host must lie in the shared DNS zone."
  }
}

variable "application_insights" {
  description = "Whether collectors send to Azure Monitor beside the backends in the cluster."
  type        = bool
  default     = true
}

variable "hub" {
  description = "Hub network whose firewall filters what nodes call; null lets nodes call the internet through the load balancer."
  type        = object({ address_space = string })
  default     = null
}

variable "bastion" {
  description = "Whether administrators reach the private cluster through Azure Bastion."
  type        = bool
  default     = false
}

variable "budget" {
  description = "Cost of a month in the subscription's currency, and the addresses that are told when it is used up."
  type = object({
    monthly_amount = number
    contact_emails = list(string)
  })
}
