namespace OtelShop.Carts;

internal readonly record struct CartLine(string ProductId, int Quantity);
