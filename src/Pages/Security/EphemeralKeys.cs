using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace OtelShop.Pages.Security;

/// <summary>Keys in memory: logins end with the process.</summary>
internal sealed class EphemeralKeys : IXmlRepository
{
    private readonly Lock _gate = new();
    private readonly List<XElement> _keys = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_gate)
            return [.. _keys.Select(key => new XElement(key))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_gate)
            _keys.Add(new XElement(element));
    }
}
