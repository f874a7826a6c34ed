// usage: server.mjs DESCRIPTOR DETAILS (base64; the first is not needed here). Prints the port, then a line for each cancelled call;
// ends when stdin closes.
import grpc from '@grpc/grpc-js';
import { Interop, unlimited } from './interop.mjs';

const details = Buffer.from(process.argv[3], 'base64');
const say = line => process.stdout.write(`${line}\n`);

function echoMetadata(call) {
  const echoed = new grpc.Metadata();
  for (const key of ['echo', 'echo-bin']) for (const value of call.metadata.get(key)) echoed.add(key, value);
  call.sendMetadata(echoed);
  return echoed.clone();
}

function failure() {
  const metadata = new grpc.Metadata();
  metadata.set('grpc-status-details-bin', details);
  return Object.assign(new Error(), { code: grpc.status.INVALID_ARGUMENT, details: 'no such star', metadata });
}

const answer = ask => ({ text: ask.text, count: ask.count, payload: ask.behaviour === 'SIZE' ? Buffer.alloc(ask.count) : ask.payload });

const server = new grpc.Server(unlimited);
server.addService(Interop.service, {
  Unary(call, done) {
    call.on('cancelled', () => say(`cancelled ${call.request.text}`));
    const trailers = echoMetadata(call);
    if (call.request.behaviour === 'FAIL') done(failure());
    else if (call.request.behaviour !== 'HANG') done(null, answer(call.request), trailers);
  },
  ServerStream(call) {
    call.on('cancelled', () => say(`cancelled ${call.request.text}`));
    const trailers = echoMetadata(call);
    for (let count = 0; count < call.request.count; count++) call.write({ text: call.request.text, count });
    if (call.request.behaviour === 'FAIL') call.emit('error', failure());
    else if (call.request.behaviour !== 'HANG') call.end(trailers);
  },
  ClientStream(call, done) {
    const trailers = echoMetadata(call);
    const texts = [];
    call.on('data', ask => texts.push(ask.text));
    call.on('end', () => done(null, { text: texts.join(''), count: texts.length }, trailers));
  },
  Bidi(call) {
    const trailers = echoMetadata(call);
    call.on('data', ask => call.write(answer(ask)));
    call.on('end', () => call.end(trailers));
  },
});
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  say(port);
});
process.stdin.on('end', () => process.exit(0)).resume();
