import { requireRegion } from "@sfn-websocket/languages/region";
import { findHeader, type Headers, readHeaders } from "./read-headers";
import { FLAG, LIST, TEXT } from "@sfn-websocket/run/parse-arguments";

/** How a connection is asked for. */
export interface HandshakeOptions {
  readonly headers: Headers;
  /** Parameters that the address gets beside its own, by name. */
  readonly query: readonly (readonly [string, string])[];
  readonly protocols: readonly string[];
  /** Whether the handshake is signed. @default false */
  readonly iam: boolean;
  readonly region?: string;
}

/** The forms of its options on a command line. */
export const HANDSHAKE_FORMS = {
  header: LIST,
  "api-key": TEXT,
  query: LIST,
  subprotocol: LIST,
  iam: FLAG,
  region: TEXT,
} as const;

/** What each means, for a command's help. */
export const HANDSHAKE_USAGE = {
  "--header 'Name: value'": "a header of the handshake, for $connect and its authorizer; may be given again",
  "--query NAME=VALUE": "a parameter of the handshake, such as an authorizer's token; may be given again",
  "--api-key KEY": "the API key (default: $SMOKE_API_KEY, which no list of processes shows)",
  "--subprotocol NAME": "a subprotocol to offer; may be given again",
  "--iam": "sign the handshake with AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN",
  "--region NAME": "the region to sign for (default: the host name's, else $AWS_REGION)",
};

interface HandshakeValues {
  readonly header: readonly string[];
  readonly "api-key"?: string;
  readonly query: readonly string[];
  readonly subprotocol: readonly string[];
  readonly iam: boolean;
  readonly region?: string;
}

/** @throws Error where a value is wrong */
export function readHandshake(values: HandshakeValues, environment: NodeJS.ProcessEnv): HandshakeOptions {
  const { query, subprotocol, iam, region } = values;
  if (region !== undefined && !iam)
    throw new Error(`--region: is the one to sign for, got '${region}' without --iam; add it, or drop --region`);
  return {
    headers: readAllHeaders(values, environment),
    query: readQuery(query),
    protocols: readProtocols(subprotocol),
    iam,
    ...(region !== undefined && { region: requireRegion("--region", region) }),
  };
}

/** Those of `--header`, and the API key's; one of the environment counts where there is no other. */
function readAllHeaders({ header, "api-key": key, iam }: HandshakeValues, environment: NodeJS.ProcessEnv): Headers {
  const headers = readHeaders(header);
  if (iam && findHeader(headers, "authorization") !== undefined)
    throw new Error("--iam: writes the header Authorization itself, got one by --header too; drop one of the two");
  const hasKey = findHeader(headers, "x-api-key") !== undefined;
  if (hasKey && key)
    throw new Error("--api-key: writes the header x-api-key itself, got one by --header too; drop one of the two");
  const added = hasKey ? "" : (key ?? environment.SMOKE_API_KEY ?? "");
  return added === "" ? headers : { ...headers, ...readHeaders([`x-api-key: ${added}`]) };
}

/** A value is not shown: it may be a token. */
function readQuery(texts: readonly string[]): HandshakeOptions["query"] {
  return texts.map((text) => {
    const [, name, value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name !== undefined) return [name, value];
    throw new Error("--query: not a parameter, got one that is not shown; write it as in --query token=secret");
  });
}

function readProtocols(names: readonly string[]): readonly string[] {
  const wrong = names.find((name, index) => !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || names.indexOf(name) !== index);
  if (wrong === undefined) return names;
  throw new Error(`--subprotocol: not a name, or given twice, got '${wrong}'; correct it`);
}

/** An address with parameters beside its own. */
export function addQuery(address: string, query: HandshakeOptions["query"]): string {
  if (query.length === 0) return address;
  const url = new URL(address);
  for (const [name, value] of query) url.searchParams.append(name, value);
  return url.href;
}
