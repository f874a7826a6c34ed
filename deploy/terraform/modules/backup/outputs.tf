output "storage_account" {
  description = "Account to which Velero writes."
  value = {
    id       = module.storage.id
    name     = module.storage.name
    endpoint = "https://${module.storage.name}.blob.core.windows.net"
  }
}
