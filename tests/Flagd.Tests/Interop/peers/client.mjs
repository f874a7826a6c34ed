// usage: client.mjs PROVIDER PORT. Prints {"event":"ready"}, also after each reconnect, a line for each question, and {"event":"changed"} when flags change.
// A question: {"type":"boolean","flag":"key","default":false,"context":{}}. Ends when stdin closes.
import { createInterface } from 'node:readline';
import { FlagdProvider } from '@openfeature/flagd-provider';
import { FlagdWebProvider } from '@openfeature/flagd-web-provider';
import { OFREPProvider } from '@openfeature/ofrep-provider';
import * as server from '@openfeature/server-sdk';
import * as web from '@openfeature/web-sdk';

const [provider, port] = process.argv.slice(2);
const say = line => process.stdout.write(`${JSON.stringify(line)}\n`);
const host = '127.0.0.1';
const quiet = { error() {}, warn() {}, info() {}, debug() {} };
// A first call on a busy machine takes longer than the half second that is the default.
const deadlineMs = 30_000;
// The default pause before a reconnect is five seconds.
const flagd = { host, port: Number(port), deadlineMs, retryBackoffMs: 100, retryBackoffMaxMs: 500 };
const isWeb = provider.startsWith('flagd-web');
const sdk = isWeb ? web : server;

const made = {
  'flagd-rpc': () => new FlagdProvider({ ...flagd, resolverType: 'rpc' }),
  'flagd-in-process': () => new FlagdProvider({ ...flagd, resolverType: 'in-process' }),
  'flagd-web': () => new FlagdWebProvider({ host, port: Number(port), tls: false }),
  'flagd-web-flagservice': () => new FlagdWebProvider({ host, port: Number(port), tls: false, pathPrefix: 'flagservice' }),
  ofrep: () => new OFREPProvider({ baseUrl: `http://${host}:${port}` }),
}[provider]();

const client = sdk.OpenFeature.getClient();
client.setLogger(quiet);
sdk.OpenFeature.setLogger(quiet);
await sdk.OpenFeature.setProviderAndWait(made);
client.addHandler(sdk.ProviderEvents.ConfigurationChanged, () => say({ event: 'changed' }));
// Runs at once too, because the provider is ready.
client.addHandler(sdk.ProviderEvents.Ready, () => say({ event: 'ready' }));

for await (const line of createInterface({ input: process.stdin })) {
  const { type, flag, default: fallback, context } = JSON.parse(line);
  const ask = `get${type[0].toUpperCase()}${type.slice(1)}Details`;
  if (isWeb) await web.OpenFeature.setContext(context);
  const { value, variant, reason, errorCode } = isWeb ? client[ask](flag, fallback) : await client[ask](flag, fallback, context);
  say({ value, variant, reason, errorCode });
}
await sdk.OpenFeature.close();
process.exit(0);
