// usage: client.mjs ADDRESS SERVICE/METHOD TIMEOUT. Sends the JSON request of standard input, prints the outcome as one line of JSON.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const [address, path, timeout] = process.argv.slice(2);
const [service, name] = path.split('/');
const protos = fileURLToPath(new URL('../../../../protos', import.meta.url));
const files = ['oteldemo.proto', 'grpc/health/v1/health.proto', 'grpc/reflection/v1/reflection.proto'];
const definition = loader.loadSync(files, { includeDirs: [protos], keepCase: true, longs: String, enums: String, oneofs: false });
const Client = service.split('.').reduce((found, part) => found[part], grpc.loadPackageDefinition(definition));
const client = new Client(address, grpc.credentials.createInsecure(), { 'grpc.max_send_message_length': -1 });
const request = JSON.parse(readFileSync(0, 'utf8'));
const options = { deadline: Date.now() + 1000 * Number(timeout) };

const call = () => new Promise((resolve, reject) => {
  if (service.startsWith('grpc.reflection')) {
    const stream = client[name](options).on('data', resolve).on('error', reject);
    stream.write(request);
    stream.end();
  } else {
    client[name](request, options, (error, response) => (error ? reject(error) : resolve(response)));
  }
});

let outcome;
try {
  outcome = { code: 0, response: await call() };
} catch (error) {
  if (error.code === undefined) throw error;
  const details = error.metadata?.get('grpc-status-details-bin')[0];
  outcome = { code: error.code, message: error.details, details: details ? details.toString('base64') : null };
}
console.log(JSON.stringify(outcome));
process.exit(0);
