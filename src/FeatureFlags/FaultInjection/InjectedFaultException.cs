namespace OtelShop.FaultInjection;

/// <summary>A request failed because a flag said so. It is answered like any fault of the service: INTERNAL, or 500.</summary>
internal sealed class InjectedFaultException(string flag) : Exception($"{flag} is on, and this request is one of those that fail.");
