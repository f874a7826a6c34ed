namespace OtelShop.InteropTests;

public sealed class CallsFromGrpcio() : CallsFromPeerClients(Peer.Grpcio);
