import { connect, createServer, type ClientHttp2Session, constants, type ServerHttp2Stream } from "node:http2";
import { readdirSync, readFileSync } from "node:fs";
import { type AddressInfo, connect as connectSocket } from "node:net";
import { join } from "node:path";
import { narrowSchema } from "./narrow-schema";

/** The call of the protocol that asks for all schemas: reading them takes Terraform three seconds, each command anew. */
const GET_SCHEMA = "/tfplugin5.Provider/GetSchema";
/** gRPC: whether the message is compressed, and its length, stand before it. */
const PREFIX_BYTES = 5;
const TYPE = /\baws_[a-z0-9_]+/g;

/** What a provider prints that was started with `-debug`: the value of TF_REATTACH_PROVIDERS. */
export const REATTACH = /TF_REATTACH_PROVIDERS='([^\n]+)'/;

/** How Terraform is told of a provider that runs already, by the provider's address. */
type Reattached = Readonly<Record<string, { readonly Addr: { readonly Network: string; readonly String: string } }>>;

/** What stands between Terraform and its provider. */
export interface ProviderProxy {
  /** Value of TF_REATTACH_PROVIDERS. This process stands between: nobody may wait for Terraform synchronously. */
  readonly reattach: string;
  close(): void;
}

/**
 * Serves a provider that runs, unchanged but for its schemas: only those of the types that are named in a file below
 * `folder` are told. Terraform refuses a type without a schema, so nothing is left out in silence.
 *
 * @param whole the value of TF_REATTACH_PROVIDERS that the provider itself has printed
 * @throws Error where it names no provider.
 */
export async function serveProvider(whole: string, folder: string): Promise<ProviderProxy> {
  const [[address, described] = fail(whole)] = Object.entries(JSON.parse(whole) as Reattached);
  const socket = described.Addr.String;
  const provider = connect("http://localhost", { createConnection: () => connectSocket(socket) });
  // The provider is killed at the end; a call that is lost fails with its stream.
  provider.on("error", () => undefined);
  const schemas = new Schemas(provider, folder);
  const server = createServer();
  server.on("session", (session) => session.on("error", () => undefined));
  server.on("stream", (stream, headers) => {
    if (headers[":path"] === GET_SCHEMA) void schemas.answer(stream, headers);
    else forward(stream, provider.request(headers));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    provider.destroy();
    server.close();
  };
  const Addr = { Network: "tcp", String: `127.0.0.1:${(server.address() as AddressInfo).port}` };
  return { reattach: JSON.stringify({ [address]: { ...described, Addr } } satisfies Reattached), close };
}

function fail(got: string): never {
  throw new Error(`provider: names no address that it listens at, got ${got}; start it with -debug`);
}

type Call = ReturnType<ClientHttp2Session["request"]>;
type Headers = Parameters<ClientHttp2Session["request"]>[0];

/** Answers one call with what the provider answers, as it comes. */
function forward(stream: ServerHttp2Stream, call: Call): void {
  call.on("response", (headers, flags) => {
    if ((flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0) return stream.respond(headers, { endStream: true });
    stream.respond(headers, { waitForTrailers: true });
    call.pipe(stream);
  });
  let trailers = {};
  call.on("trailers", (received) => (trailers = received));
  stream.on("wantTrailers", () => stream.sendTrailers(trailers));
  stream.on("error", () => call.close());
  stream.on("close", () => call.close());
  call.on("error", () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
  stream.pipe(call);
}

/** The provider's schemas, which it is asked for once. */
class Schemas {
  private readonly used = new Set<string>();
  private all: Promise<Buffer> | undefined;

  constructor(
    private readonly provider: ClientHttp2Session,
    private readonly folder: string,
  ) {}

  async answer(stream: ServerHttp2Stream, headers: Headers): Promise<void> {
    stream.resume();
    for (const type of listTypes(this.folder)) this.used.add(type);
    const message = narrowSchema(await (this.all ??= this.ask(headers)), (type) => this.used.has(type));
    const prefix = Buffer.alloc(PREFIX_BYTES);
    prefix.writeUInt32BE(message.length, 1);
    stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
    stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
    stream.end(Buffer.concat([prefix, message]));
  }

  /** Asks as Terraform asks: the request's message is empty. */
  private async ask(headers: Headers): Promise<Buffer> {
    const call = this.provider.request(headers);
    call.end(Buffer.alloc(PREFIX_BYTES));
    const chunks: Buffer[] = [];
    for await (const chunk of call) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).subarray(PREFIX_BYTES);
  }
}

/** The types of AWS's provider that the configurations and states of a folder name. */
function listTypes(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .flatMap(({ parentPath, name }) => readFileSync(join(parentPath, name), "latin1").match(TYPE) ?? []);
}
