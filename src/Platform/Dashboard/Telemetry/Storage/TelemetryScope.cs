namespace OtelShop.Dashboard.Telemetry.Storage;

/// <summary>An instrumentation scope within one resource.</summary>
/// <param name="Resource">Whose it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">All that was sent about it.</param>
internal sealed record TelemetryScope(TelemetryResource Resource, string Name, byte[] Bytes)
{
    /// <summary>Scopes are few and told apart by being another object.</summary>
    public bool Equals(TelemetryScope? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
