import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { HttpAnswer } from "../http/http-answer";
import type { ConsoleRequest } from "./console-request";
import { HARDENED } from "./hardened";

/** Where a published package holds the page; a checkout bundles it when somebody looks. */
const PUBLISHED = join(__dirname, "..", "..", "console", "page");

const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/**
 * The page may load its own files and call its own server, and nothing else; no page shows it in a frame. What it writes as
 * styles it writes through the document's object model, which no policy forbids.
 */
const POLICY = (host: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self' ws://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

interface Asset {
  readonly type: string;
  readonly etag: string;
  readonly identity: Buffer;
  /** The other bodies, each made when it is first asked for. */
  readonly encoded: Map<Exclude<Encoding, "identity">, Promise<Buffer>>;
}

type Encoding = "br" | "gzip" | "identity";

/** The files of the folder that was served last. */
let loaded: { readonly folder: string; readonly assets: ReadonlyMap<string, Asset> } | undefined;

/** A file of the page; `undefined` where there is none of that name. The page itself has no name. */
export async function findAsset({ path, method, headers }: ConsoleRequest): Promise<HttpAnswer | undefined> {
  if (method !== "GET" && method !== "HEAD") return undefined;
  const asset = (await loadAssets()).get(path === "" ? "index.html" : path);
  if (!asset) return undefined;
  const { type, etag } = asset;
  const encoding = chooseEncoding(headers["accept-encoding"]);
  const common = {
    ...HARDENED,
    "cache-control": "no-cache",
    "content-security-policy": POLICY(headers.host ?? ""),
    etag,
    vary: "accept-encoding",
  };
  if (headers["if-none-match"] === etag) return { status: 304, headers: common };
  const encoded: Record<string, string> = encoding === "identity" ? {} : { "content-encoding": encoding };
  return { status: 200, headers: { ...common, ...encoded, "content-type": type }, body: await encode(asset, encoding) };
}

const ENCODERS = {
  br: (text: Buffer) => compressBrotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (text: Buffer) => compressGzip(text),
};

/** Made on other threads: messages are answered meanwhile. */
function encode({ identity, encoded }: Asset, encoding: Encoding): Buffer | Promise<Buffer> {
  if (encoding === "identity") return identity;
  const made = encoded.get(encoding) ?? ENCODERS[encoding](identity);
  encoded.set(encoding, made);
  return made;
}

function chooseEncoding(accepted = ""): Encoding {
  return (["br", "gzip"] as const).find((each) => new RegExp(`\\b${each}\\b`).test(accepted)) ?? "identity";
}

async function loadAssets(): Promise<ReadonlyMap<string, Asset>> {
  const folder = existsSync(PUBLISHED) ? PUBLISHED : await bundlePage();
  if (loaded?.folder === folder) return loaded.assets;
  const assets = new Map(readdirSync(folder).flatMap((name) => readAsset(folder, name)));
  loaded = { folder, assets };
  return assets;
}

/** Loaded when the page is first asked for. */
const bundlePage = (): Promise<string> =>
  (require("@sfn-websocket/run/page") as typeof import("@sfn-websocket/run/page")).findPage();

/** None of what is no file of the page, such as the draft of one that another process is writing. */
function readAsset(folder: string, name: string): readonly (readonly [string, Asset])[] {
  const type = TYPES[extname(name).slice(1)];
  if (type === undefined) return [];
  const identity = readFileSync(join(folder, name));
  const etag = `"${createHash("sha256").update(identity).digest("hex").slice(0, 16)}"`;
  return [[name, { type, etag, identity, encoded: new Map() }]];
}
