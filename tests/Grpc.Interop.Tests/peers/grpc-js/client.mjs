// usage: client.mjs DESCRIPTOR ADDRESS SCENARIO (the first is not needed here). Makes one call and prints what came of it as one line of JSON.
import grpc from '@grpc/grpc-js';
import { Interop, unlimited } from './interop.mjs';

const [address, scenario] = process.argv.slice(3);
const gzip = scenario === 'gzip' ? { 'grpc.default_compression_algorithm': 2 } : {};
const client = new Interop(address, grpc.credentials.createInsecure(), { ...unlimited, ...gzip });

const unary = (ask, options = {}) => new Promise((resolve, reject) =>
  client.Unary(ask, options, (error, answer) => (error ? reject(error) : resolve(answer))));
const read = stream => new Promise((resolve, reject) => {
  const answers = [];
  stream.on('data', answer => answers.push(answer)).on('error', reject).on('end', () => resolve(answers));
});
const echoes = metadata => Object.fromEntries(['echo', 'echo-bin'].flatMap(key =>
  metadata.get(key).map(value => [key, Buffer.isBuffer(value) ? value.toString('base64') : value])));
const texts = ['a', 'b', 'c'];

const scenarios = {
  unary: async () => ({ text: (await unary({ text: 'hello' })).text }),
  'server-stream': async () => ({ counts: (await read(client.ServerStream({ count: 3 }))).map(answer => answer.count) }),
  'client-stream': () => new Promise((resolve, reject) => {
    const call = client.ClientStream((error, answer) => (error ? reject(error) : resolve({ text: answer.text })));
    texts.forEach(text => call.write({ text }));
    call.end();
  }),
  bidi: async () => {
    const call = client.Bidi();
    texts.forEach(text => call.write({ text }));
    call.end();
    return { texts: (await read(call)).map(answer => answer.text) };
  },
  deadline: () => unary({ behaviour: 'HANG' }, { deadline: Date.now() + 300 }),
  cancel: () => {
    const call = client.ServerStream({ count: 1, behaviour: 'HANG' });
    call.once('data', () => call.cancel());
    return read(call);
  },
  large: async () => ({ size: (await unary({ payload: Buffer.alloc(4 * 1024 * 1024 - 1024) })).payload.length }),
  'too-large': () => unary({ payload: Buffer.alloc(4 * 1024 * 1024 + 1) }),
  metadata: () => new Promise((resolve, reject) => {
    const metadata = new grpc.Metadata();
    metadata.set('echo', 'plain');
    metadata.set('echo-bin', Buffer.from([0x00, 0xff, 0x10]));
    const seen = {};
    client.Unary({}, metadata, error => error && reject(error))
      .on('metadata', headers => { seen.headers = echoes(headers); })
      .on('status', status => resolve({ ...seen, trailers: echoes(status.metadata) }));
  }),
  unimplemented: () => new Promise((resolve, reject) => client.NotThere({}, error => (error ? reject(error) : resolve({})))),
  details: () => unary({ behaviour: 'FAIL' }),
  gzip: async () => ({ text: (await unary({ text: 'hello '.repeat(1000) })).text }),
};

let outcome;
try {
  outcome = await scenarios[scenario]();
} catch (error) {
  if (error.code === undefined) throw error;
  const details = error.metadata?.get('grpc-status-details-bin')[0];
  outcome = { code: error.code, message: error.details, details: details ? details.toString('base64') : null };
}
console.log(JSON.stringify(outcome));
process.exit(0);
