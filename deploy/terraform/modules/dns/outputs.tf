output "host_names" {
  description = "Full names of the records that clients resolve."
  value       = [for record in concat(keys(var.aliases), keys(var.canonical_names)) : record == "@" ? var.zone.name : "${record}.${var.zone.name}"]
}
