// usage: connect.mjs PROTOCOL PORT. Asks flagd.evaluation.v1 with connect-web, by connect-json, connect-proto or grpc-web. Lines in and out are those of client.mjs.
import { createInterface } from 'node:readline';
import { MethodKind, ScalarType, Struct, proto3 } from '@bufbuild/protobuf';
import { Code, createPromiseClient } from '@connectrpc/connect';
import { createConnectTransport, createGrpcWebTransport } from '@connectrpc/connect-web';

const [protocol, port] = process.argv.slice(2);
const say = line => process.stdout.write(`${JSON.stringify(line)}\n`);
const errors = { [Code.NotFound]: 'FLAG_NOT_FOUND', [Code.InvalidArgument]: 'TYPE_MISMATCH', [Code.DataLoss]: 'PARSE_ERROR' };

const message = (name, fields) => proto3.makeMessageType(`flagd.evaluation.v1.${name}`, () => fields);
const scalar = (no, name, T) => ({ no, name, kind: 'scalar', T });
const struct = (no, name) => ({ no, name, kind: 'message', T: Struct });

const I = message('ResolveRequest', [scalar(1, 'flag_key', ScalarType.STRING), struct(2, 'context')]);
const answer = (type, value) => message(`Resolve${type}Response`, [value, scalar(2, 'reason', ScalarType.STRING), scalar(3, 'variant', ScalarType.STRING), struct(4, 'metadata')]);
const unary = (type, value) => ({ name: `Resolve${type}`, I, O: answer(type, value), kind: MethodKind.Unary });
const service = {
  typeName: 'flagd.evaluation.v1.Service',
  methods: {
    boolean: unary('Boolean', scalar(1, 'value', ScalarType.BOOL)),
    string: unary('String', scalar(1, 'value', ScalarType.STRING)),
    number: unary('Float', scalar(1, 'value', ScalarType.DOUBLE)),
    object: unary('Object', struct(1, 'value')),
    events: {
      name: 'EventStream',
      I: message('EventStreamRequest', []),
      O: message('EventStreamResponse', [scalar(1, 'type', ScalarType.STRING), struct(2, 'data')]),
      kind: MethodKind.ServerStreaming,
    },
  },
};

const baseUrl = `http://127.0.0.1:${port}`;
const transport = protocol === 'grpc-web'
  ? createGrpcWebTransport({ baseUrl })
  : createConnectTransport({ baseUrl, useBinaryFormat: protocol === 'connect-proto' });
const client = createPromiseClient(service, transport);
const end = new AbortController();

const follow = async () => {
  const lines = { provider_ready: { event: 'ready' }, configuration_change: { event: 'changed' } };
  for await (const { type } of client.events({}, { signal: end.signal })) if (lines[type]) say(lines[type]);
};
follow().catch(error => end.signal.aborted || say({ event: `${error}` }));

for await (const line of createInterface({ input: process.stdin })) {
  const { type, flag, default: fallback, context } = JSON.parse(line);
  try {
    const { value, variant, reason } = await client[type]({ flagKey: flag, context: Struct.fromJson(context) });
    // As flagd's providers do: an answer without a variant leaves the value to the caller.
    say({ value: !variant ? fallback : type === 'object' ? value.toJson() : value, variant, reason });
  } catch (error) {
    say({ value: fallback, reason: 'ERROR', errorCode: errors[error.code] ?? `${error}` });
  }
}
end.abort();
process.exit(0);
