import { isIP } from "node:net";
import { listNames, suggestName } from "@sfn-websocket/languages/nearest-name";
import { FORWARDED_SERVICES } from "./forwarded-services";
import { decodeUri } from "@sfn-websocket/languages/decode-uri";

/** A server of the user's that answers the calls of one AWS service. */
export interface Forward {
  /** As calls are signed for it, such as `sqs`. */
  readonly service: string;
  /** Without credentials. */
  readonly url: URL;
  /** What calls are signed with. */
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    /** Of credentials that are lent for a time. @default none */
    readonly sessionToken?: string;
  };
}

/** The servers by their services. */
export type Forwards = ReadonlyMap<string, Forward>;

export const NO_FORWARDS: Forwards = new Map();

interface Reading {
  /** Where the text stands. */
  readonly where: string;
  /** Whether a server may be another machine. @default false */
  readonly mayBeRemote?: boolean;
  /** The services that answer here, which are not sent elsewhere. */
  readonly emulated: readonly string[];
  /** What calls are signed with where the URL has no user and password. @default test and test */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const EXAMPLE = "write sqs=http://127.0.0.1:9324";

/**
 * Reads `SERVICE=URL`.
 *
 * @throws Error in the developer form, for a server of another machine too where `mayBeRemote` does not let it.
 */
export function readForward(text: string, reading: Reading): Forward {
  const { where, mayBeRemote = false, emulated, environment } = reading;
  const [, service = "", address = ""] = /^([a-z0-9-]+)=(.+)$/.exec(text) ?? [];
  if (service === "") throw new Error(`${where}: not SERVICE=URL, got '${hideSecrets(text)}'; ${EXAMPLE}`);
  if (emulated.includes(service)) throw new Error(`${where}: the service answers here, got '${service}'; leave it out`);
  if (!Object.hasOwn(FORWARDED_SERVICES, service)) requireNotMisspelt(where, service);
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Error(`${where}: ${service}: not an http or https URL, got '${hideSecrets(address)}'; ${EXAMPLE}`);
  if (!mayBeRemote && !isThisMachine(url.hostname))
    throw new Error(
      `${where}: ${service}: not this machine, got '${url.hostname}'; add --allow-remote to send calls there`,
    );
  const credentials = readCredentials(url, environment);
  url.username = "";
  url.password = "";
  return { service, url, credentials };
}

/** A text that should be an address, without the user and password in it: a pipeline keeps what it prints. */
const hideSecrets = (text: string): string => text.replace(/^(.*?\/\/)?.*@/s, "$1...@");

/** Terraform may call services that no Task state can: only a name that is nearly one of these is none. */
function requireNotMisspelt(where: string, service: string): void {
  const known = Object.keys(FORWARDED_SERVICES);
  const advice = suggestName(service, known, "");
  if (advice !== "") throw new Error(`${where}: unknown service, got '${service}'; ${advice}, of ${listNames(known)}`);
}

const isThisMachine = (hostname: string): boolean =>
  /^(localhost|([\w-]+\.)+localhost|\[::1\])$/.test(hostname) || (isIP(hostname) === 4 && hostname.startsWith("127."));

function readCredentials({ username, password }: URL, environment: Reading["environment"]): Forward["credentials"] {
  if (username !== "") return { accessKeyId: decodeUri(username), secretAccessKey: decodeUri(password) };
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  if (!accessKeyId || !secretAccessKey) return { accessKeyId: "test", secretAccessKey: "test" };
  const { AWS_SESSION_TOKEN: sessionToken } = environment;
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
}

/** The servers that the environment names as AWS's SDKs read it, as `SERVICE=URL`, each with its variable. */
export function listEnvironmentForwards(
  environment: Readonly<Record<string, string | undefined>>,
): readonly (readonly [where: string, text: string])[] {
  return Object.entries(FORWARDED_SERVICES).flatMap(([service, { environment: name }]) => {
    const variable = `AWS_ENDPOINT_URL_${name}`;
    const url = environment[variable];
    return url ? [[variable, `${service}=${url}`] as const] : [];
  });
}
