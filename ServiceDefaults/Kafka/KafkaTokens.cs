using Confluent.Kafka;
using OtelShop.ServiceDefaults.Identity;

namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>Gives librdkafka the tokens that it asks for: once when a client starts, then before the last one ends.</summary>
internal sealed class KafkaTokens(WorkloadIdentity identity, string servers)
{
    // Event Hubs takes tokens for the name of its namespace.
    private readonly string _scope = $"https://{servers.Split(',')[0].Split(':')[0]}/.default";

    /// <summary>Null where the clients sign in otherwise.</summary>
    /// <exception cref="InvalidOperationException">Clients need a token and nothing gets one.</exception>
    public static KafkaTokens? Of(ClientConfig settings, WorkloadIdentity? identity, string servers)
    {
        if (settings.SaslMechanism is not SaslMechanism.OAuthBearer || settings.SaslOauthbearerMethod is SaslOauthbearerMethod.Oidc)
            return null;
        return identity is not null ? new KafkaTokens(identity, servers) : throw new InvalidOperationException(
            "Kafka:Client:SaslMechanism is OAuthBearer, but the pod has no identity: set azure.workload.identity/use on the pod, or Kafka:Client:SaslOauthbearerMethod to Oidc.");
    }

    public void Set(IClient client)
    {
        try
        {
            var token = identity.GetToken(_scope);
            client.OAuthBearerSetToken(token.Token, token.ExpiresOn.ToUnixTimeMilliseconds(), identity.ClientId);
        }
        catch (Exception error) when (error is TokenUnavailableException or KafkaException)
        {
            // librdkafka asks again after ten seconds.
            client.OAuthBearerSetTokenFailure(error.Message);
        }
    }
}
