# Azure's own view of an environment: what is there when the cluster, and Grafana with it, is not.
locals {
  workbook_of_cluster  = "where _ResourceId endswith '/${module.aks.name}'"
  workbook_of_requests = "where _ResourceId endswith '/${local.name}'"

  workbook_queries = [
    {
      title         = "Nodes that are not ready"
      visualization = "table"
      kql           = "KubeNodeInventory | ${local.workbook_of_cluster} | summarize arg_max(TimeGenerated, Status, KubeletVersion) by Computer | where Status !has 'Ready' or Status has 'NotReady'"
    },
    {
      title         = "Processors of nodes, percent"
      visualization = "timechart"
      kql           = "Perf | ${local.workbook_of_cluster} | where ObjectName == 'K8SNode' and CounterName in ('cpuUsageNanoCores', 'cpuAllocatableNanoCores') | summarize Used = avgif(CounterValue, CounterName == 'cpuUsageNanoCores'), Allocatable = avgif(CounterValue, CounterName == 'cpuAllocatableNanoCores') by Computer, bin(TimeGenerated, 5m) | project TimeGenerated, Computer, Percent = 100.0 * Used / Allocatable"
    },
    {
      title         = "Memory of nodes, percent"
      visualization = "timechart"
      kql           = "Perf | ${local.workbook_of_cluster} | where ObjectName == 'K8SNode' and CounterName in ('memoryWorkingSetBytes', 'memoryAllocatableBytes') | summarize Used = avgif(CounterValue, CounterName == 'memoryWorkingSetBytes'), Allocatable = avgif(CounterValue, CounterName == 'memoryAllocatableBytes') by Computer, bin(TimeGenerated, 5m) | project TimeGenerated, Computer, Percent = 100.0 * Used / Allocatable"
    },
    {
      title         = "Pods by status"
      visualization = "timechart"
      kql           = "KubePodInventory | ${local.workbook_of_cluster} | where Namespace startswith '${local.namespace}' | summarize Pods = dcount(PodUid) by PodStatus, bin(TimeGenerated, 5m)"
    },
    {
      title         = "Restarts by container"
      visualization = "table"
      kql           = "KubePodInventory | ${local.workbook_of_cluster} | where Namespace startswith '${local.namespace}' | summarize Restarts = max(ContainerRestartCount) - min(ContainerRestartCount) by Name, ContainerName | where Restarts > 0 | order by Restarts desc | take 20"
    },
    {
      title         = "Events of the cluster"
      visualization = "table"
      kql           = "KubeEvents | ${local.workbook_of_cluster} | where KubeEventType != 'Normal' | summarize Events = sum(Count), Newest = max(TimeGenerated) by Reason, Namespace, Name | order by Events desc | take 20"
    },
    {
      title         = "Warnings and errors in logs"
      visualization = "timechart"
      kql           = "ContainerLogV2 | ${local.workbook_of_cluster} | where PodNamespace startswith '${local.namespace}' and LogLevel in ('warning', 'error', 'critical') | summarize Lines = count() by ContainerName, bin(TimeGenerated, 5m)"
    },
    {
      title         = "Changes by administrators"
      visualization = "table"
      kql           = "AKSAuditAdmin | ${local.workbook_of_cluster} | where Verb in ('create', 'delete', 'patch', 'update') | summarize Calls = count(), Newest = max(TimeGenerated) by User = tostring(User.username), Verb, Resource = tostring(ObjectRef.resource), Code = toint(ResponseStatus.code) | order by Newest desc | take 50"
    },
    {
      title         = "Gigabytes a day by table"
      visualization = "barchart"
      kql           = "Usage | where IsBillable | summarize Gigabytes = sum(Quantity) / 1000 by DataType, bin(TimeGenerated, 1d)"
    },
  ]

  # Application Insights has tables of its own in the same workspace.
  workbook_queries_of_requests = [
    {
      title         = "Requests by service"
      visualization = "timechart"
      kql           = "AppRequests | ${local.workbook_of_requests} | summarize Requests = sum(ItemCount) by AppRoleName, bin(TimeGenerated, 5m)"
    },
    {
      title         = "Failed requests, percent"
      visualization = "timechart"
      kql           = "AppRequests | ${local.workbook_of_requests} | summarize Percent = 100.0 * sumif(ItemCount, Success == false) / sum(ItemCount) by AppRoleName, bin(TimeGenerated, 5m)"
    },
    {
      title         = "P95 and P99 by service, milliseconds"
      visualization = "table"
      kql           = "AppRequests | ${local.workbook_of_requests} | summarize Requests = sum(ItemCount), P95 = percentile(DurationMs, 95), P99 = percentile(DurationMs, 99) by AppRoleName | order by P99 desc"
    },
    {
      title         = "Failed dependencies"
      visualization = "table"
      kql           = "AppDependencies | ${local.workbook_of_requests} | where Success == false | summarize Calls = sum(ItemCount) by AppRoleName, Target, ResultCode | order by Calls desc | take 20"
    },
  ]

  workbook_items = [
    for index, query in concat(local.workbook_queries, var.application_insights ? local.workbook_queries_of_requests : []) : {
      type        = 3
      name        = "query-${index}"
      customWidth = "50"
      content = {
        version                  = "KqlItem/1.0"
        title                    = query.title
        query                    = query.kql
        size                     = 0
        timeContextFromParameter = "TimeRange"
        queryType                = 0
        resourceType             = "microsoft.operationalinsights/workspaces"
        crossComponentResources  = [data.azurerm_log_analytics_workspace.shared.id]
        visualization            = query.visualization
      }
    }
  ]
}

resource "azurerm_application_insights_workbook" "platform" {
  name                = uuidv5("dns", "platform.workbook.otelshop")
  display_name        = "OtelShop ${var.environment}: platform"
  description         = "Nodes, pods, events, logs and requests of ${local.name}. Golden signals, SLOs and business are in Grafana."
  resource_group_name = azurerm_resource_group.this.name
  location            = azurerm_resource_group.this.location
  # Azure compares it in lower case.
  source_id = lower(data.azurerm_log_analytics_workspace.shared.id)
  category  = "workbook"
  tags      = local.tags

  data_json = jsonencode({
    version             = "Notebook/1.0"
    fallbackResourceIds = [data.azurerm_log_analytics_workspace.shared.id]
    items = concat(
      [{
        type = 9
        name = "parameters"
        content = {
          version      = "KqlParameterItem/1.0"
          style        = "pills"
          queryType    = 0
          resourceType = "microsoft.operationalinsights/workspaces"
          parameters = [{
            id         = uuidv5("dns", "time.platform.workbook.otelshop")
            version    = "KqlParameterItem/1.0"
            name       = "TimeRange"
            label      = "Time"
            type       = 4
            isRequired = true
            value      = { durationMs = 14400000 }
            typeSettings = {
              selectableValues = [for hours in [1, 4, 24, 168] : { durationMs = hours * 3600000 }]
              allowCustom      = true
            }
          }]
        }
      }],
      local.workbook_items,
    )
  })
}
