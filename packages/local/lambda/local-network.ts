import dns from "node:dns";
import http from "node:http";
import https from "node:https";
import { syncBuiltinESMExports } from "node:module";
import { createFetch } from "./local-fetch";

/** Where calls of AWS lead from a function. */
export interface LocalNetwork {
  /** Makes another host lead to this machine's AWS: the custom domain name that an event names. */
  add(host: string): void;
}

/** Hosts of AWS's services: @connections and every API. */
const AWS = /(?:^|\.)(?:amazonaws\.com|amazonaws\.com\.cn|api\.aws)\.?$/i;
/** The server tells APIs by this host, services by their signature. */
const EXECUTE_API = /^([a-z0-9]+)\.execute-api\.[\w-]+\.amazonaws\.com/i;

type Arguments = readonly unknown[];
type Send = (...args: Arguments) => http.ClientRequest;

/**
 * Makes every request of this process for a host of AWS go to `endpoint`, over http whatever was written, with a Host
 * header that names the API: functions are written for AWS, and never reach it from here. It holds for node:http,
 * node:https and fetch; what opens sockets in another way finds no such host. Without an endpoint nothing of AWS is
 * reached.
 */
export function installLocalNetwork(endpoint: string | undefined): LocalNetwork {
  const hosts = new Set<string>();
  const isLocal = (host: string) => AWS.test(host) || hosts.has(host.toLowerCase());
  const send = http.request;
  const redirect = (original: Send, protocol: string): Send => {
    return (...args) => {
      const { url, options, callback } = readArguments(args, protocol);
      if (!isLocal(url.hostname)) return original(...args);
      if (endpoint === undefined) throw unreachable(url.hostname);
      return send(localOptions(url, options, endpoint), callback);
    };
  };
  for (const [module, protocol] of [
    [http, "http:"],
    [https, "https:"],
  ] as const) {
    const request = redirect(module.request as Send, protocol);
    const get: Send = (...args) => {
      const sent = request(...args);
      sent.end();
      return sent;
    };
    Object.assign(module, { request, get });
  }
  globalThis.fetch = createFetch(globalThis.fetch, (url) => isLocal(url.hostname));
  guardLookups(isLocal);
  syncBuiltinESMExports();
  return { add: (host) => void hosts.add(host.toLowerCase()) };
}

interface Call {
  readonly url: URL;
  readonly options: http.RequestOptions;
  readonly callback?: (response: http.IncomingMessage) => void;
}

/** Reads `(url, options, callback)` of which each but one may be missing. */
function readArguments(args: Arguments, protocol: string): Call {
  const [first] = args;
  const isUrl = typeof first === "string" || first instanceof URL;
  const callback = args.find((each) => typeof each === "function") as Call["callback"];
  const given = isUrl ? args[1] : first;
  const options: http.RequestOptions = typeof given === "object" && given !== null ? given : {};
  if (isUrl) return { url: new URL(first), options, ...(callback && { callback }) };
  const { hostname, host, path = "/" } = options;
  const name = String(hostname ?? host ?? "localhost").replace(/:\d+$/, "");
  const text = `${options.protocol ?? protocol}//${name.includes(":") && !name.startsWith("[") ? `[${name}]` : name}`;
  const url = URL.canParse(text) ? new URL(text) : new URL(`${protocol}//localhost`);
  return { url, options: { ...options, path }, ...(callback && { callback }) };
}

function localOptions(url: URL, options: http.RequestOptions, endpoint: string): http.RequestOptions {
  const { hostname, port } = new URL(endpoint);
  const apiId = EXECUTE_API.exec(url.hostname)?.[1];
  const own = apiId === undefined ? `${hostname}:${port}` : `${apiId}.execute-api.localhost:${port}`;
  const headers = Object.entries(options.headers ?? {}).filter(([name]) => name.toLowerCase() !== "host");
  return {
    method: options.method,
    path: options.path ?? `${url.pathname}${url.search}`,
    timeout: options.timeout,
    signal: options.signal,
    hostname,
    port,
    headers: { ...Object.fromEntries(headers), Host: AWS.test(url.hostname) ? own : url.hostname },
  };
}

/** What is sent in another way than by node:http and fetch must not reach AWS either. */
function guardLookups(isLocal: (host: string) => boolean): void {
  const lookup = dns.lookup as (...args: Arguments) => void;
  const lookUp = (...args: Arguments): void => {
    const [host] = args;
    const done = args.at(-1);
    if (typeof host !== "string" || typeof done !== "function" || !isLocal(host)) return lookup(...args);
    process.nextTick(() => (done as (error: Error) => void)(unreachable(host)));
  };
  Object.assign(dns, { lookup: lookUp });
}

const unreachable = (host: string): Error =>
  Object.assign(
    new Error(`functions reach no AWS from here, got the host '${host}'; call it by node:http, node:https or fetch`),
    { code: "ENOTFOUND" },
  );
