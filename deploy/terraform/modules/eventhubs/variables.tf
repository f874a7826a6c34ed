variable "name" {
  description = "Name of the namespace, unique in Azure."
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

variable "sku" {
  description = "Tier. Basic has no Kafka endpoint and one consumer group, so the shop cannot use it."
  type        = string

  validation {
    condition     = contains(["Standard", "Premium"], var.sku)
    error_message = "Kafka clients need the tier Standard or Premium."
  }
}

variable "throughput_units" {
  description = "Throughput units: 1 MB/s in and 2 MB/s out each."
  type        = number

  validation {
    condition     = var.throughput_units >= 1 && var.throughput_units <= 40
    error_message = "A namespace has 1 to 40 throughput units."
  }
}

variable "topics" {
  description = "Kafka topics with their partitions, days of retention and consumer groups."
  type = map(object({
    partitions      = number
    retention_days  = number
    consumer_groups = optional(set(string), [])
  }))

  validation {
    condition     = alltrue([for topic in var.topics : topic.retention_days >= 1 && topic.retention_days <= 7 && topic.partitions >= 1 && topic.partitions <= 32])
    error_message = "A topic has 1 to 32 partitions and keeps messages for 1 to 7 days."
  }
}

variable "capture" {
  description = "Container to which one topic is written; null writes none."
  type = object({
    topic              = string
    storage_account_id = string
    container          = object({ id = string, name = string })
  })
  default = null
}

variable "senders" {
  description = "Object ids of the identities that produce messages, by workload."
  type        = map(string)
}

variable "receivers" {
  description = "Object ids of the identities that consume messages, by workload."
  type        = map(string)
}
