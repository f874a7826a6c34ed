namespace Aspire.Hosting.ApplicationModel;

/// <summary>Addresses on which a process listens.</summary>
public enum EndpointBindingMode
{
    /// <summary>One.</summary>
    SingleAddress,

    /// <summary>Every address of the machine, IPv4 and IPv6.</summary>
    DualStackAnyAddresses,

    /// <summary>Every IPv4 address of the machine.</summary>
    IPv4AnyAddresses,

    /// <summary>Every IPv6 address of the machine.</summary>
    IPv6AnyAddresses,
}
