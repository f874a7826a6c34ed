variable "name" {
  description = "Prefix of the hub's parts."
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

variable "address_space" {
  description = "Range of the hub, at least /24, which overlaps no spoke."
  type        = string

  validation {
    condition     = tonumber(split("/", var.address_space)[1]) <= 24
    error_message = "The hub needs a range of at least /24."
  }
}

variable "zones" {
  description = "Availability zones of the firewall."
  type        = list(string)
}

variable "sku_tier" {
  description = "Tier of Azure Firewall."
  type        = string
  default     = "Standard"

  validation {
    condition     = contains(["Standard", "Premium"], var.sku_tier)
    error_message = "The tier is Standard or Premium: Basic cannot resolve names for the spoke."
  }
}

variable "spoke" {
  description = "Virtual network that is peered with the hub; its routed subnets reach the internet through the firewall. Runners of pipelines have one of them."
  type = object({
    id             = string
    name           = string
    routed_subnets = map(object({ id = string, prefix = string }))
    runner_prefix  = string
  })
}

variable "allowed_fqdns" {
  description = "Names that routed subnets may call by HTTPS, by purpose, beside those that AKS itself needs."
  type        = map(list(string))
  default = {
    registries = [
      "ghcr.io", "pkg-containers.githubusercontent.com", "quay.io", "*.quay.io", "registry.k8s.io", "*.pkg.dev",
      "registry-1.docker.io", "auth.docker.io", "production.cloudflare.docker.com", "production.cloudfront.docker.com",
      "docker-images-prod.6aa30f8b08e16409b46e0173d6de2f56.r2.cloudflarestorage.com", "mcr.microsoft.com", "*.data.mcr.microsoft.com",
    ]
    gitops       = ["github.com", "api.github.com", "*.githubusercontent.com", "*.github.io", "charts.external-secrets.io", "charts.jetstack.io"]
    monitoring   = ["*.in.applicationinsights.azure.com"]
    signatures   = ["tuf-repo-cdn.sigstore.dev", "rekor.sigstore.dev"]
    entrances    = ["*.alb.azure.com", "acme-v02.api.letsencrypt.org"]
    entra_issuer = ["login.microsoftonline.com", "*.login.microsoft.com", "graph.microsoft.com"]
  }
}

variable "runner_fqdns" {
  description = "Names that the pipelines' runners may call by HTTPS, beside allowed_fqdns. GitHub keeps logs and artifacts in accounts of its own."
  type        = list(string)
  default = [
    "registry.terraform.io", "releases.hashicorp.com", "*.blob.core.windows.net", "dev.azure.com", "*.dev.azure.com", "*.visualstudio.com",
  ]
}
