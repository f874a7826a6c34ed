namespace OtelShop.Dashboard.Api;

/// <summary>What a route of the API does: its document is made of this, and requests are checked against it.</summary>
/// <param name="Id">Unique name.</param>
/// <param name="Summary">For a person.</param>
/// <param name="Data">What <c>data</c> of the answer holds.</param>
/// <param name="Parameters">All that the query string may have.</param>
internal sealed record ApiOperation(string Id, string Summary, string Data, params ApiParameter[] Parameters)
{
    /// <summary>Whether it can answer that something does not exist.</summary>
    public bool CanMiss => Parameters.Contains(ApiParameters.Resource) || Id == "getTrace";

    public bool CanFollow => Parameters.Contains(ApiParameters.Follow);
}
