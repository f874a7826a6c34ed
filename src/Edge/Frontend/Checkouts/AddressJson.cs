using Oteldemo;

namespace OtelShop.Frontends.Checkouts;

internal sealed record AddressJson(string? StreetAddress, string? City, string? State, string? Country, string? ZipCode)
{
    public Address ToAddress() => new()
    {
        StreetAddress = StreetAddress ?? "",
        City = City ?? "",
        State = State ?? "",
        Country = Country ?? "",
        ZipCode = ZipCode ?? "",
    };

    public static AddressJson? Of(Address? address) => address is null
        ? null
        : new(address.StreetAddress, address.City, address.State, address.Country, address.ZipCode);
}
