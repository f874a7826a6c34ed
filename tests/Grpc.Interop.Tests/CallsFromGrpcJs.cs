namespace OtelShop.InteropTests;

public sealed class CallsFromGrpcJs() : CallsFromPeerClients(Peer.GrpcJs);
