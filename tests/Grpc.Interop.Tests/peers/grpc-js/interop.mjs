import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const proto = fileURLToPath(new URL('../../protos/interop.proto', import.meta.url));

/** The service of protos/interop.proto, field names as written there. */
export const { Interop } = grpc.loadPackageDefinition(loader.loadSync(proto, { keepCase: true, defaults: true, enums: String })).otelshop.interop;
export const unlimited = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };
